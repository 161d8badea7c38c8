"""Analysis workers that start at once: forked by a process in which the imports are done already.

The app under test starts a worker as it always does: a program spoken to over pipes. That program is this
file; it hands its streams to the forking process over a socket and waits. The fork has a process, an
environment and a cache of its own, and ends when the program is killed or its standard input closes.

    python -I -S warm_worker.py SOCKET ENGINE [CACHE]    the program
    python -P warm_worker.py serve SOCKET            the forking process
"""

from __future__ import annotations

import os
import sys

_ALIVE = b"+"
_STREAMS = (0, 1, 2)


def warm_worker(engine: str, cache: object) -> tuple[str, ...]:
    """Return the command of a worker that starts at once."""
    return (sys.executable, "-I", "-S", __file__, _server(), engine, str(cache or ""))


def _server() -> str:
    """Start the forking process of this test process, once; return its socket's path."""
    if _started:
        return _started[0]
    import atexit
    import subprocess
    import tempfile

    path = f"{tempfile.mkdtemp(prefix='warm-')}/socket"
    server = subprocess.Popen(
        [sys.executable, "-P", __file__, "serve", path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    if server.stdout is None or server.stdout.read(1) != _ALIVE:
        raise RuntimeError("the process that forks workers did not start")
    atexit.register(server.communicate)
    _started.append(path)
    return path


_started: list[str] = []


def _hand_over(path: str, arguments: list[str]) -> None:
    """Give the streams of this process to a fork, and wait until it has ended."""
    import _socket  # half the time of `socket`; to start quickly is what this is for

    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
    connection.connect(path)
    rights = b"".join(each.to_bytes(4, sys.byteorder) for each in _STREAMS)
    told = repr((arguments, os.getcwd(), dict(os.environ))).encode()  # noqa: PTH109 - as above
    connection.sendmsg([told], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, rights)])
    for stream in _STREAMS:
        os.close(stream)
    connection.recv(1)


def _serve(path: str) -> None:
    """Fork a worker for whoever asks, until standard input closes."""
    import gc
    import select
    import signal
    import socket

    _warm_up()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind(path)
        listener.listen(64)
        os.write(1, _ALIVE)
        os.close(1)
        os.open(os.devnull, os.O_WRONLY)
        while True:
            asked, _, _ = select.select([listener, 0], [], [])
            if 0 in asked:
                return
            connection, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                _work(connection)
            connection.close()


def _warm_up() -> None:
    """Load what is loaded with the first text."""
    from reader.analysis.cache import ReadingCache
    from reader.analysis.serving import Analyses, Request
    from reader.text.span import Span

    text = "John Smith, head of Acme Corp. (banned in Russia), met Mr Jones of Example Ltd.\n\nHe left."
    analyses = Analyses(ReadingCache(None), engine="quick")
    for _ in analyses.serve(Request("warm", 1, text, Span(0, len(text)))):
        pass


def _work(connection: object) -> None:
    """Be the worker of the process at the other end, in a fork."""
    import ast
    import signal
    import socket
    import threading
    import traceback

    from reader.analysis import worker

    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        told, streams, _, _ = socket.recv_fds(connection, 1 << 20, len(_STREAMS))
        arguments, folder, environment = ast.literal_eval(told.decode())
        for stream, own in zip(streams, _STREAMS, strict=True):
            os.dup2(stream, own)
            os.close(stream)
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(folder)
        threading.Thread(target=lambda: (connection.recv(1), os._exit(0)), daemon=True).start()
        worker.main(*arguments)
    finally:
        traceback.print_exc()
        os._exit(1)


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        import shutil

        try:
            _serve(sys.argv[2])
        finally:
            shutil.rmtree(sys.argv[2].rpartition("/")[0])
    else:
        _hand_over(sys.argv[1], sys.argv[2:])
