"""warta: information extraction from Indonesian news, press releases in and tables out."""

__version__ = "0.1.0"
