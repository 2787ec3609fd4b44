//go:build unix

package crisp

import (
	"os"
	"syscall"
)

// standStill stops a process where it is.
func standStill(p *os.Process) error { return p.Signal(syscall.SIGSTOP) }

// goOn lets it go on.
func goOn(p *os.Process) error { return p.Signal(syscall.SIGCONT) }
