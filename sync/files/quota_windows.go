package files

import "syscall"

// errQuota is what a system says when its disk has no room: ERROR_DISK_FULL.
const errQuota = syscall.Errno(112)
