"""Runs one command and prints what it cost as one JSON line.

    python3 measure.py STDOUT STDERR COMMAND [ARGUMENT…]

`wait4` gives the peak resident memory and the processor time of the process and of the children it waited for. A
small Python does this, and not the Node that runs the benchmark: a process starts out with its parent's peak.
"""

import json
import os
import sys
import time

stdout, stderr, *command = sys.argv[1:]
flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
actions = [
    (os.POSIX_SPAWN_OPEN, 1, stdout, flags, 0o644),
    (os.POSIX_SPAWN_OPEN, 2, stderr, flags, 0o644),
]
started = time.perf_counter()
pid = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
_, status, usage = os.wait4(pid, 0)
seconds = time.perf_counter() - started
# Linux counts in KiB, macOS in bytes.
unit = 1 if sys.platform == "darwin" else 1024
print(
    json.dumps(
        {
            "seconds": seconds,
            "cpuSeconds": usage.ru_utime + usage.ru_stime,
            "peakBytes": usage.ru_maxrss * unit,
            "exit": os.waitstatus_to_exitcode(status),
        }
    )
)
