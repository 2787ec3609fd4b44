package trigger

import (
	"testing"
	"unsafe"
)

// A floor has hundreds of chats, and each is remembered: doc.go says how large
// that is.
func TestMemoryIsSmall(t *testing.T) {
	if n := unsafe.Sizeof(memory{}); n > 11<<10 {
		t.Errorf("a chat takes %d bytes", n)
	} else {
		t.Logf("%d bytes a chat", n)
	}
}
