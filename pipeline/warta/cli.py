"""The command line. Exit codes: 0 all well, 1 a document had a problem, 2 the command could not be carried out.

What a command needs is imported when it runs, so that ``warta --help`` is fast.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from spacy.language import Language

    from warta.facts.gather import Facts

app = typer.Typer(
    name="warta",
    help="Information extraction from Indonesian news: press releases in, normalised tables out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

OK, PROBLEMS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


def main() -> None:
    """Run the command line (the ``warta`` program)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # documents are Unicode, whatever the locale says
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except BrokenPipeError:
        # The reader has seen enough (`warta schema | head`); keep Python from complaining on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(OK)


def _path(given: str) -> Path:
    """Refuse the empty path, which a shell makes of a variable that is not set: it would be this folder."""
    if not given:
        raise typer.BadParameter("the path is empty")
    return Path(given)


def _document(given: str) -> str:
    _path(given)
    return given


def _version(asked: bool) -> None:
    if asked:
        import warta
        from warta.run.version import model_version

        typer.echo(f"warta {warta.__version__} (model: {model_version()})")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show program and model version.")
    ] = False,
) -> None:
    pass


_Inputs = Annotated[list[str], typer.Argument(help="Files, folders, globs or - (standard input).", metavar="INPUT")]
_Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", parser=_path, metavar="PATH", help="Folder for the tables (default: outputs)."),
]
_Format = Annotated[
    str | None, typer.Option("--format", "-f", help="csv, parquet, xlsx, duckdb, or several: csv,xlsx (default: csv).")
]
_Workers = Annotated[int | None, typer.Option("--workers", "-w", min=1, help="Processes (default: one per core).")]
_Day = Annotated[
    str | None, typer.Option("--published-at", help="Date of documents that give none: YYYY-MM-DD, YYYY-MM or YYYY.")
]
_Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        help="Names model: a package, stanza, stanza:FOLDER, or rules for none (default: the shipped one).",
    ),
]
_Engine = Annotated[str | None, typer.Option("--engine", help="Who reads and extracts: local (default) or spark.")]
_Master = Annotated[
    str | None,
    typer.Option("--master", help="Where Spark runs: local[4], yarn, spark://host:7077 (default: this machine)."),
]
_SparkConf = Annotated[
    list[str] | None, typer.Option("--spark-conf", help="A setting of Spark; may be repeated.", metavar="KEY=VALUE")
]
_Config = Annotated[
    Path | None, typer.Option("--config", help="Settings (default: warta.toml in this folder, if any).")
]
_Corrections = Annotated[
    Path | None,
    typer.Option("--corrections", help="Corrections of entities (run: by default corrections.csv in INPUT)."),
]
_CsvSafe = Annotated[
    bool, typer.Option("--csv-safe", help="Put an apostrophe before cells in CSV that begin like a formula.")
]
_Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
_Folder = Annotated[Path, typer.Argument(parser=_path, help="Folder of a run.", metavar="DIR")]
_Document = Annotated[
    str, typer.Argument(parser=_document, help="A document, or - for standard input.", metavar="FILE|-")
]
_Json = Annotated[bool, typer.Option("--json", help="As JSON.")]


@app.command()
def run(
    inputs: _Inputs,
    output: _Output = None,
    format: _Format = None,
    csv_safe: _CsvSafe = False,
    workers: _Workers = None,
    published_at: _Day = None,
    model: _Model = None,
    config: _Config = None,
    corrections: _Corrections = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget what earlier runs extracted.")] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Try again the documents that failed.")] = False,
    engine: _Engine = None,
    master: _Master = None,
    spark_conf: _SparkConf = None,
    quiet: _Quiet = False,
) -> None:
    """Read documents and write all tables.

    A run takes only what is new: documents from earlier runs into the same folder stay in the tables.
    """
    from warta.terminal import Bar, show_report

    settings = _settings(config)
    with _clear_errors(), Bar(quiet=quiet) as bar:
        from warta.run.start import run as run_

        report = run_(
            inputs,
            output,
            formats=format,
            csv_safe=csv_safe or None,
            workers=workers,
            published_at=published_at,
            model=model,
            config=settings,
            corrections=corrections,
            fresh=fresh,
            retry=retry,
            engine=engine,
            master=master,
            spark=_pairs(spark_conf),
            progress=bar.update,
        )
    if not quiet:
        show_report(report)
    raise typer.Exit(PROBLEMS if report.problems else OK)


@app.command()
def tables(
    records: Annotated[list[str], typer.Argument(help="Parquet files, or folders of them.", metavar="RECORDS")],
    output: _Output = None,
    format: _Format = None,
    csv_safe: _CsvSafe = False,
    config: _Config = None,
    corrections: _Corrections = None,
    quiet: _Quiet = False,
) -> None:
    """Write all tables from records that Spark made elsewhere (warta.spark.extract)."""
    from warta.terminal import Bar, show_report

    with _clear_errors(), Bar(quiet=quiet) as bar:
        from warta.run.given import tables as tables_

        report = tables_(
            records,
            output,
            formats=format,
            csv_safe=csv_safe or None,
            corrections=corrections,
            config=_settings(config),
            progress=bar.update,
        )
    if not quiet:
        show_report(report)
    raise typer.Exit(PROBLEMS if report.problems else OK)


@app.command()
def extract(
    file: _Document,
    pretty: Annotated[bool, typer.Option("--pretty", "-p", help="Coloured text with the facts marked.")] = False,
    timeml: Annotated[bool, typer.Option("--timeml", help="The text with inline TIMEX3 tags.")] = False,
    published_at: _Day = None,
    model: _Model = None,
    config: _Config = None,
) -> None:
    """Print the facts of one document as JSON."""
    if pretty and timeml:
        _fail("choose one of --pretty and --timeml")
    with _clear_errors():
        facts = _facts(file, published_at, model, _settings(config))
    if timeml:
        from warta.values.calendar import timeml as tagged

        sys.stdout.write(tagged(facts.document.text, facts.dates))
    elif pretty:
        from warta.terminal import show_facts

        show_facts(facts)
    else:
        from warta.facts.view import as_dict

        _print_json(as_dict(facts))


@app.command()
def text(file: _Document) -> None:
    """Print the text of a document as its offsets count it."""
    from warta.read import text_of

    with _clear_errors():
        sys.stdout.write(text_of(file))


@app.command()
def schema(
    json: Annotated[bool, typer.Option("--json", help="As a Frictionless Data Package.")] = False,
) -> None:
    """Print the data dictionary: every table and column."""
    if json:
        from warta.tables.package import descriptor_text

        sys.stdout.write(descriptor_text())
    else:
        from warta.tables.dictionary import markdown

        sys.stdout.write(markdown())


@app.command()
def evaluate(
    gold: Annotated[
        Path, typer.Argument(parser=_path, help="Folder of documents with their NAME.json.", metavar="GOLD_DIR")
    ],
    tables: Annotated[
        Path | None, typer.Option("--tables", help="Score the CSV tables of a run in DIR instead.", metavar="DIR")
    ] = None,
    only: Annotated[
        str | None, typer.Option("--only", help="Parts to score: names,dates,amounts,officials,entities,metadata.")
    ] = None,
    model: _Model = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every miss and every spurious row.")] = False,
    json: _Json = False,
) -> None:
    """Score the extraction against a folder of gold."""
    from warta.evaluate import as_json, evaluate_folder, evaluate_tables, render, render_errors

    parts = None if only is None else [part.strip() for part in only.split(",") if part.strip()]
    with _clear_errors():
        if tables is not None and model is not None:
            _fail("choose one of --tables and --model: tables are scored as they are")
        if tables is not None:
            scores = evaluate_tables(tables, gold, only=parts)
        else:
            scores = evaluate_folder(gold, nlp=_pipeline(model), only=parts)
    if json:
        _print_json(as_json(scores, with_errors=errors))
    else:
        sys.stdout.write(render(scores))
        if errors:
            sys.stdout.write("\n" + render_errors(scores))
    raise typer.Exit(PROBLEMS if scores.unread else OK)


@app.command()
def status(
    folder: _Folder = Path("outputs"),
    json: _Json = False,
) -> None:
    """Tell what a folder holds: documents, versions, problems, and whether a run is at work."""
    from warta.run.status import status as status_
    from warta.terminal import show_status

    with _clear_errors():
        state = status_(folder)
    if json:
        _print_json(state)
    else:
        show_status(folder, state)


@app.command()
def compact(
    folder: _Folder = Path("outputs"),
) -> None:
    """Merge the small files of a folder's store into a few; the tables stay as they are."""
    from warta.run.compact import compact as compact_
    from warta.terminal import show_compacted

    with _clear_errors():
        done = compact_(folder)
    show_compacted(folder, done)


@app.command("report")
def write_report(
    folder: _Folder = Path("outputs"),
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write (default: report.html in DIR).", metavar="FILE")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Heading of the report.")] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Documents shown at most, a random sample (default: 2000).")
    ] = None,
) -> None:
    """Write one HTML file to read, search and check the tables in a browser."""
    from warta.report import LIMIT
    from warta.report import write_report as write
    from warta.terminal import show_written

    with _clear_errors():
        done = write(folder, output, title=title, limit=LIMIT if limit is None else limit)
    show_written(done.path, done.bytes, done.documents, done.of)


def _pipeline(model: str | None) -> Language:
    from warta.api import load
    from warta.config import check_model

    return load(model=None if model is None else check_model(model))


def _settings(config: Path | None) -> Path | None:
    """Return the settings file: the one given, else the one in this folder."""
    from warta.config import FILE

    return config if config is not None else Path(FILE) if Path(FILE).is_file() else None


def _facts(file: str, published_at: str | None, model: str | None, config: Path | None) -> Facts:
    from warta.config import Config, check_day, check_model, load_config
    from warta.read import list_sources, read_source
    from warta.read.sources import ROW_FORMATS
    from warta.values.document import Problem

    settings = Config() if config is None else load_config(config)
    day = settings.published_at if published_at is None else check_day(published_at)
    if model is not None:
        check_model(model)
    source = next(iter(list_sources([file])))
    if Path(file).is_dir() or source.format in ROW_FORMATS:
        _fail(f"{file} holds many documents; use `warta run {file}`")
    item = next(iter(read_source(source, published_at=day)))
    if isinstance(item, Problem):
        _fail(f"{item.source}: {item.message}")
    from warta.api import extract

    return extract(item, model=model, config=settings)


def _pairs(given: list[str] | None) -> dict[str, str] | None:
    """Read KEY=VALUE as often as it was given."""
    pairs = [item.partition("=") for item in given or ()]
    for key, sign, _ in pairs:
        if not sign:
            _fail(f"--spark-conf {key}: write it as KEY=VALUE")
    return {key.strip(): value.strip() for key, _, value in pairs} or None


def _print_json(value: Any) -> None:
    import json

    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


@contextmanager
def _clear_errors() -> Iterator[None]:
    """Say in one line what the user can mend; other errors keep their traceback."""
    try:
        yield
    except KeyboardInterrupt as error:
        typer.echo(f"warta: {error or 'stopped'}", err=True)
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _fail(f"{where}{error.strerror or error}")
    except MemoryError as error:
        _fail(str(error) or "out of memory")
    except (RuntimeError, ValueError) as error:
        if not type(error).__module__.startswith("warta."):
            raise
        _fail(str(error))


def _fail(message: str) -> NoReturn:
    typer.echo(f"warta: {message}", err=True)
    raise typer.Exit(UNUSABLE)


if __name__ == "__main__":
    main()
