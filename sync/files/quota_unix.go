//go:build !windows

package files

import "syscall"

// errQuota is what a system says when its user may not write more.
const errQuota = syscall.EDQUOT
