package storage

import "syscall"

// What the system says when there is no room (ERROR_HANDLE_DISK_FULL,
// ERROR_DISK_FULL), and when nothing may be written (ERROR_WRITE_PROTECT,
// ERROR_DIRECTORY).
var (
	fullDisk     = []syscall.Errno{39, 112}
	readOnlyDisk = []syscall.Errno{19, 267}
)
