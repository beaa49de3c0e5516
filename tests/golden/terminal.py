"""The executable at a terminal, as a person sees it."""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time

# No answer takes longer, on the slowest machine.
DEADLINE_S = 60

TOKEN = re.compile(r"\x1b\[([0-9;?]*)([a-zA-Z@])|\x1b[=>]|\r|\x08|\x07|\n|"
                   r"[^\x1b\r\x08\x07\n]")


def screen(text):
    """What a terminal shows of the bytes, as far as these tests need it."""
    lines, line, column = [], [], 0
    for token in TOKEN.finditer(text):
        shown, count = token[0], int(token[1]) if (
            token[1] or "").isdigit() else 1
        if shown == "\n":
            lines.append("".join(line))
            line, column = [], 0
        elif shown == "\r":
            column = 0
        elif shown == "\x08" or token[2] == "D":
            column = max(0, column - count)
        elif token[2] == "G":
            column = count - 1
        elif token[2] == "C":
            column += count
        elif token[2] == "K":
            del line[column:]
        elif token[2] == "P":
            del line[column:column + count]
        elif token[2] == "@":
            line[column:column] = [" "] * count
        elif len(shown) == 1 and shown != "\x07":
            line.extend([" "] * (column - len(line)))
            line[column:column + 1] = [shown]
            column += 1
    return "\n".join([*lines, "".join(line)])


class Terminal:
    """A process on a terminal of its own; use as a context."""

    def __init__(self, command, folder, variables, columns=100):
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ,
                    struct.pack("HHHH", 40, columns, 0, 0))

        def own_terminal():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        self.process = subprocess.Popen(
            command, cwd=folder, env=variables, stdin=slave, stdout=slave,
            stderr=slave, preexec_fn=own_terminal)
        os.close(slave)
        self._text = ""
        self._seen = 0  # what expect() has passed

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        os.close(self._master)

    def type(self, keys):
        os.write(self._master, keys.encode())

    def expect(self, pattern):
        """Waits for a regular expression behind what was expected before.

        Returns what is on the screen up to its end."""
        end = time.monotonic() + DEADLINE_S
        while True:
            shown = screen(self._text)
            match = re.search(pattern, shown[self._seen:])
            if match:
                begin = self._seen
                self._seen += match.end()
                return shown[begin:self._seen]
            if not self._read(end - time.monotonic()):
                raise AssertionError(
                    f"no {pattern!r} in {shown[self._seen:]!r}")

    def end(self):
        """Waits for the end of the process; its exit status."""
        while self._read(DEADLINE_S):
            pass
        return self.process.wait(timeout=DEADLINE_S)

    def raw(self):
        """All that was shown, control sequences included."""
        return self._text

    def _read(self, seconds):
        ready, _, _ = select.select([self._master], [], [], max(0, seconds))
        if not ready:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the other end is closed
            return False
        self._text += data.decode("utf-8", errors="replace")
        return bool(data)
