//go:build !unix

package crisp

import "os"

// standStill and goOn do nothing where a process cannot be stopped from outside; there
// the server is only slow.
func standStill(*os.Process) error { return nil }

func goOn(*os.Process) error { return nil }
