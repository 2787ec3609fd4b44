package app

import (
	"fmt"
	"strconv"
)

// FileSize writes a number of bytes as people read it: 5,242,880 are "5 MB", and one
// more are "5,242,881 bytes", so that what is just over a limit does not read like it.
func FileSize(n int64) string {
	for _, unit := range []struct {
		bytes int64
		name  string
	}{{1 << 20, " MB"}, {1 << 10, " KB"}} {
		whole, rest := n/unit.bytes, n%unit.bytes
		if whole == 0 {
			continue
		}
		if rest == 0 {
			return strconv.FormatInt(whole, 10) + unit.name
		}
		if tenths := fmt.Sprintf("%.1f", float64(n)/float64(unit.bytes)); tenths != strconv.FormatInt(whole, 10)+".0" {
			return tenths + unit.name
		}
		break
	}
	if n == 1 {
		return "1 byte"
	}
	return grouped(n) + " bytes"
}

// grouped writes a number with a comma behind every three digits.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
