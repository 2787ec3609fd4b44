package e2e

import (
	"testing"

	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// keysym is a key by its name in X.
type keysym = xproto.Keysym

// keyboard presses keys through the X server without a program in between, so
// that the time of a key is known to a fraction of a millisecond.
type keyboard struct {
	s     *screen
	codes map[keysym]byte
}

// Keys by the names that X gives them.
const (
	keyM         keysym = 'm'
	keyBackspace keysym = 0xff08
	keyUp        keysym = 0xff52
	keyDown      keysym = 0xff54
	keyAlt       keysym = 0xffe9
)

func openKeyboard(t testing.TB, s *screen) *keyboard {
	t.Helper()
	if err := xtest.Init(s.conn); err != nil {
		t.Fatal(err)
	}
	info := xproto.Setup(s.conn)
	n := byte(info.MaxKeycode - info.MinKeycode + 1)
	m, err := xproto.GetKeyboardMapping(s.conn, info.MinKeycode, n).Reply()
	if err != nil {
		t.Fatal(err)
	}
	k := &keyboard{s: s, codes: make(map[keysym]byte)}
	for i := range int(n) {
		sym := m.Keysyms[i*int(m.KeysymsPerKeycode)] // the one without shift
		if _, known := k.codes[sym]; !known {
			k.codes[sym] = byte(int(info.MinKeycode) + i)
		}
	}
	return k
}

// press presses keys one after the other and lets them go again, the last first.
func (k *keyboard) press(keys ...keysym) {
	k.s.t.Helper()
	for _, sym := range keys {
		k.fake(xproto.KeyPress, sym)
	}
	for i := len(keys) - 1; i >= 0; i-- {
		k.fake(xproto.KeyRelease, keys[i])
	}
}

func (k *keyboard) fake(event byte, sym keysym) {
	k.s.t.Helper()
	code, ok := k.codes[sym]
	if !ok {
		k.s.t.Fatalf("this keyboard has no key %#x", sym)
	}
	if err := xtest.FakeInputChecked(k.s.conn, event, code, 0, k.s.root, 0, 0, 0).Check(); err != nil {
		k.s.t.Fatal(err)
	}
}
