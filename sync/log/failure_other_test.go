//go:build !linux

package log

import "errors"

// onSmallDisk has no meaning here: only Linux gives a process its own mounts.
// The reserve's test covers the same refusals on every system.
func onSmallDisk(string) error { return errors.New("only on Linux") }
