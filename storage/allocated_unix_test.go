//go:build !windows

package storage

import (
	"io/fs"
	"syscall"
)

// allocated is what a file takes of the disk: st_blocks counts 512 bytes each.
func allocated(info fs.FileInfo) int64 {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return st.Blocks * 512
	}
	return info.Size()
}
