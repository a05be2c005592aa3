"""warta's second names model, of stanza's kind: ``warta run --model stanza`` reads it."""
