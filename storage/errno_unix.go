//go:build !windows

package storage

import "syscall"

// What the system says when there is no room, and when nothing may be written.
var (
	fullDisk     = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}
	readOnlyDisk = []syscall.Errno{syscall.EROFS, syscall.ENOTDIR}
)
