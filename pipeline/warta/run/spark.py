"""The Spark engine of a run: executors read and extract, this process keeps the store.

What is new is sent out in waves of a few hundred documents, several waves at once so that no core waits
for the last document of one; the records come back in the order of the documents and are committed
like those of the local engine. Row files are read here, whole files on the executors, which must see them
under the same path.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa

from warta.facts.documents import to_batch
from warta.facts.schema import RECORD
from warta.read import Source, document_from_text
from warta.read.sources import ROW_FORMATS, STDIN
from warta.run.engine import physical_cores
from warta.run.intake import Intake
from warta.run.spark_worker import READ, SPARK_RECORD, Extraction, Reading, items, source_rows
from warta.run.worker import Setup, WorkerDied, WorkerError, lost
from warta.values.document import Document, Problem

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from warta.run.batch import SparkOptions
    from warta.run.spark_worker import SparkStep

#: Batches of one wave, a task each, per core and at most.
_TASKS, _MOST_TASKS = 4, 256
#: Waves, and rounds of files to read, that are under way at once.
_AHEAD = 3
#: Whole files read in one task.
_FILES = 16

#: How often a task is tried on this machine, where Spark by itself does not try again.
_ATTEMPTS = 2

#: For a session that this program starts; what the caller or the cluster says wins.
_DEFAULTS = {
    "spark.app.name": "warta",
    "spark.ui.showConsoleProgress": "false",
    "spark.python.worker.reuse": "true",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "256",
}
#: On one machine nothing listens to the network, and Java, which only passes data on, starts fast and says little.
_LOCAL = {
    "spark.driver.extraJavaOptions": (
        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
        f" -Dlog4j2.configurationFile={Path(__file__).with_name('log4j2.properties').as_uri()}"
    ),
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
}

#: What Spark says when a Python worker or an executor ended by itself.
_DIED = ("Python worker exited unexpectedly", "Python worker failed to connect", "ExecutorLostFailure")
#: The jobs of a run, to cancel them together.
_GROUP = "warta"

A = TypeVar("A")
B = TypeVar("B")


class SparkError(RuntimeError):
    """Spark is not installed or cannot be started; the message says what to do."""


def start(master: str | None = None, conf: Mapping[str, str] | None = None) -> tuple[SparkSession, bool]:
    """Return the Spark session that is there, else a new one, and whether it is new.

    ``master`` None: as spark-submit or Spark's own configuration say, else this machine with all its cores.
    ``conf``: further settings of Spark. A session that is there is taken as it is.
    Raises SparkError when Spark, or the Java it needs, is missing or does not start.
    """
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise SparkError('Spark is not installed: pip install "warta[spark]"') from None
    there = SparkSession.getActiveSession()
    if there is not None:
        return there, False
    set_up = any(
        name in os.environ for name in ("PYSPARK_GATEWAY_PORT", "SPARK_CONF_DIR", "SPARK_HOME", "SPARK_REMOTE")
    )
    if not set_up and not _has_java():
        raise SparkError(
            "Spark needs Java 17 or 21, which is not on the path: install it (Debian, Ubuntu: openjdk-17-jre-headless;"
            " macOS: brew install openjdk@17) or set JAVA_HOME"
        )
    chosen = master if master is not None or set_up else f"local[{physical_cores()},{_ATTEMPTS}]"
    local = chosen is not None and chosen.startswith("local")
    # Arrow goes through as it is, whichever pandas is there.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    builder = SparkSession.builder
    for key, value in {**_DEFAULTS, **(_LOCAL if local else {}), **(conf or {})}.items():
        builder = builder.config(key, value)
    if chosen is not None:
        builder = builder.master(chosen)
    try:
        with _one_machine(local), _own_interrupts():
            return builder.getOrCreate(), True
    except (PySparkException, Py4JError, OSError, ValueError) as error:
        raise SparkError(f"Spark does not start: {_first_line(error)}") from error


def _has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java") is not None if not home else shutil.which(str(Path(home) / "bin" / "java")) is not None


@contextmanager
def _one_machine(local: bool) -> Iterator[None]:
    """The workers are to be this Python, with this environment's packages, and nothing looks up the host's name."""
    wanted = {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"} if local else {}
    set_here = {name: value for name, value in wanted.items() if name not in os.environ}
    os.environ.update(set_here)
    try:
        yield
    finally:
        for name in set_here:
            del os.environ[name]


@contextmanager
def _own_interrupts() -> Iterator[None]:
    """Keep the program's own answer to Ctrl-C: Spark would put one in its place that ends all jobs."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class SparkEngine:
    """Reads and extracts with Spark; see ``warta.run.engine.Engine``.

    Nothing is started before there is something to do. A session that it started is stopped on leaving.

    A document that costs a Python worker its life fails its task, and when Spark tries that again it becomes a failed
    record (see ``spark_worker``). Where Spark does not (``local[2]``) or cannot help, the wave is halved and
    sent again until the document is alone; when it still ends the worker, and a harmless one does not, it is given
    up with a problem. ``seconds`` limits the time for one document.
    """

    def __init__(self, intake: Intake, setup: Setup, where: SparkOptions, seconds: float | None = None) -> None:
        self._intake, self._where = intake, where
        self._extraction, self._reading = Extraction(setup, seconds), Reading(intake)
        self._threads = ThreadPoolExecutor(2 * _AHEAD, thread_name_prefix="warta-spark")
        self._started: tuple[SparkSession, SparkSession, bool] | None = None

    def __enter__(self) -> SparkEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        gone = error is not None and _is_gone(error)
        with suppress(Exception) if gone else nullcontext():
            if self._started is not None and error is not None:
                self._spark.sparkContext.cancelJobGroup(_GROUP)
        self._threads.shutdown(wait=error is None, cancel_futures=True)
        with suppress(Exception) if gone else nullcontext():
            if self._started is not None and self._started[2]:
                self._spark.stop()
        if gone:
            raise SparkError(
                "Spark's Java process has ended; what was extracted is kept, run again to go on"
            ) from error

    def read(self, sources: Iterable[Source]) -> Iterator[tuple[Source, Iterable[Document | Problem]]]:
        """Yield every source with what it holds: row files are read here, the others on the executors."""
        for found in self._ahead(self._contents, self._rounds(sources)):
            for source, held in found:
                yield source, self._intake.read(source) if held is None else held

    def extract(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Map batches of ``DOCUMENT`` to batches of ``RECORD``.

        Raises SparkError when there is no Spark, WorkerError when Python workers cannot load the pipeline.
        """
        for results in self._ahead(self._records, self._waves(batches)):
            yield from results

    @property
    def _spark(self) -> SparkSession:
        """A session with settings of its own in Spark's context, which is started when there is none."""
        if self._started is None:
            spark, ours = start(self._where.master, self._where.conf)
            own = spark.newSession()
            for key in ("spark.sql.execution.arrow.maxRecordsPerBatch", "spark.sql.execution.arrow.useLargeVarTypes"):
                own.conf.set(key, _DEFAULTS.get(key, "false"))
            self._started = own, spark, ours
        return self._started[0]

    def _tasks(self) -> int:
        """How many tasks make a job: all cores have several, so that a long document holds up little."""
        return min(_TASKS * self._spark.sparkContext.defaultParallelism, _MOST_TASKS)

    def _rounds(self, sources: Iterable[Source]) -> Iterator[list[Source]]:
        """Yield sources that are read together: one row file, or many whole files."""
        waiting: list[Source] = []
        for source in sources:
            here = _read_here(source)
            if waiting and (here or len(waiting) == _FILES * self._tasks()):
                yield waiting
                waiting = []
            if here:
                yield [source]
            else:
                waiting.append(source)
        if waiting:
            self._tasks()  # starts Spark in this thread
            yield waiting

    def _waves(self, batches: Iterable[pa.RecordBatch]) -> Iterator[list[pa.RecordBatch]]:
        wave: list[pa.RecordBatch] = []
        for batch in batches:
            wave.append(batch)
            if len(wave) == self._tasks():
                yield wave
                wave = []
        if wave:
            self._tasks()
            yield wave

    def _ahead(self, work: Callable[[A], B], jobs: Iterable[A]) -> Iterator[B]:
        """Map in threads, a few jobs ahead, in order."""
        pending: deque[Future[B]] = deque()
        for job in jobs:
            pending.append(self._threads.submit(work, job))
            if len(pending) == _AHEAD:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()

    def _contents(self, sources: list[Source]) -> list[tuple[Source, list[Document | Problem] | None]]:
        """Read whole files on the executors; None stands for a source that is to be read here."""
        if _read_here(sources[0]):
            return [(sources[0], None)]
        try:
            rows = self._job(self._reading, source_rows(sources), READ)
        except WorkerDied as error:
            if len(sources) == 1:
                self._check()
                return [(sources[0], [Problem(sources[0].name, "read", "WorkerDied", str(error))])]
            middle = len(sources) // 2
            return self._contents(sources[:middle]) + self._contents(sources[middle:])
        held: list[list[Document | Problem]] = [[] for _ in sources]
        for number, item in items(rows):
            held[number].append(item)
        return list(zip(sources, held, strict=True))

    def _records(self, batches: list[pa.RecordBatch]) -> list[pa.RecordBatch]:
        """Extract batches together; when a worker dies over them, in halves."""
        try:
            found = self._job(self._extraction, pa.Table.from_batches(batches), SPARK_RECORD)
        except WorkerDied as error:
            if len(batches) > 1:
                middle = len(batches) // 2
                return self._records(batches[:middle]) + self._records(batches[middle:])
            (batch,) = batches
            if batch.num_rows == 1:
                self._check()
                return [lost(batch, error)]
            middle = batch.num_rows // 2
            halves = [*self._records([batch.slice(0, middle)]), *self._records([batch.slice(middle)])]
            return [pa.Table.from_batches(halves).combine_chunks().to_batches()[0]]
        whole = found.cast(RECORD).combine_chunks()
        rows = {reading: number for number, reading in enumerate(whole.column("reading").to_pylist())}
        wanted = (pa.array([rows[reading] for reading in batch.column("reading").to_pylist()]) for batch in batches)
        return [whole.take(numbers).combine_chunks().to_batches()[0] for numbers in wanted]

    def _check(self) -> None:
        """Before a document is blamed: is a harmless one extracted? Raises WorkerError when it is not."""
        harmless = to_batch([document_from_text("Pemeriksaan.")])
        try:
            self._job(self._extraction, pa.Table.from_batches([harmless]), SPARK_RECORD)
        except WorkerDied as error:
            raise WorkerError(f"Spark's Python workers end whatever they are given: {error}") from error

    def _job(self, step: SparkStep, rows: pa.Table, gives: pa.Schema) -> pa.Table:
        """Run a step over the rows, a task a batch.

        Raises WorkerDied when a Python worker or its executor ended, WorkerError when the step itself failed.
        """
        from pyspark.errors import PythonException

        self._spark.sparkContext.setJobGroup(_GROUP, "warta run", interruptOnCancel=True)
        frame: DataFrame = self._spark.createDataFrame(rows)
        try:
            return frame.mapInArrow(step, ddl(gives)).toArrow()
        except PythonException as error:
            failed = WorkerError(f"the step fails in Spark's Python workers: {_raised(str(error))}")
            failed.add_note(str(error))
            raise failed from None
        except Exception as error:
            if not any(sign in str(error) for sign in _DIED):
                raise
            raise WorkerDied("the Python worker of a Spark executor ended") from None


def _is_gone(error: BaseException) -> bool:
    """Tell whether Spark's Java process no longer answers."""
    return isinstance(error, ConnectionError) or type(error).__name__ == "Py4JNetworkError"


def _read_here(source: Source) -> bool:
    return bool(source.error) or source.path == STDIN or source.format in ROW_FORMATS


def ddl(schema: pa.Schema) -> str:
    """Return an Arrow schema in Spark's words."""
    return ", ".join(f"`{field.name}` {_type(field.type)}" for field in schema)


def _type(type: pa.DataType) -> str:
    if pa.types.is_struct(type):
        return f"struct<{', '.join(f'`{field.name}`: {_type(field.type)}' for field in type)}>"
    if pa.types.is_list(type):
        return f"array<{_type(type.value_type)}>"
    if pa.types.is_decimal(type):
        return f"decimal({type.precision}, {type.scale})"
    return _TYPES[str(type)]


_TYPES = {
    "string": "string",
    "int32": "int",
    "int64": "bigint",
    "double": "double",
    "bool": "boolean",
    "date32[day]": "date",
}


def _raised(trace: str) -> str:
    """Return the last line of a traceback, which says what was raised."""
    lines = [line.strip() for line in trace.splitlines() if re.match(r"\s*[\w.]+(?:Error|Exception)\b", line)]
    return lines[-1] if lines else _first_line(trace)


def _first_line(error: object) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
