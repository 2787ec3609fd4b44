package e2e

import (
	"bytes"
	"fmt"
	"image"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/jezek/xgb/xproto"

	"floorwalker/app/chat"
)

// alarm posts customers who ask for a person, each in a chat of their own.
func (d *desk) alarm(from, to int) error {
	for i := from; i < to; i++ {
		err := postLine(d.addr, line{
			Chat: fmt.Sprintf("alarm-%d", i), From: "customer", Text: askForHuman, Name: fmt.Sprintf("Customer %d", i),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// TestTypingUnderAlarm types three hundred characters while sixty customers
// call: each character has to be in the line that goes out (ux: never takes
// focus).
func TestTypingUnderAlarm(t *testing.T) {
	s := openScreen(t)
	d := openDesk(t, s, "--no-scenarios")
	d.post("c1", 0, askForHuman)
	eventually(t, "the alert", func() error { return says(t, d.part(rail), "Alerts 1 All chats") })
	d.keys("alt+shift+Down")
	eventually(t, "the observer's frame", func() error { return observing(t, d.window()) })
	d.keys("ctrl+shift+t")
	eventually(t, "the takeover", func() error { return says(t, d.part(threadPane), "bot stopped") })
	d.ownWords()

	text := letters(300)
	var alarms sync.WaitGroup
	alarms.Go(func() {
		if err := d.alarm(0, 60); err != nil {
			t.Error(err)
		}
	})
	d.write(text, 15)
	alarms.Wait()
	d.keys("Return")
	eventually(t, "the line", func() error {
		l := d.log.lines("c1")
		return yes(l[len(l)-1].from == chat.SpeakerAgent, "the newest line is %v", l[len(l)-1])
	})
	l := d.log.lines("c1")
	if got := l[len(l)-1].text; got != text {
		t.Errorf("typed\n%q\nand sent\n%q", text, got)
	}
	eventually(t, "sixty alerts", func() error { return says(t, d.part(rail), "Alerts 60 All chats") })
}

// letters are n letters, digits and spaces, drawn by fixed dice.
func letters(n int) string {
	dice := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for b.Len() < n {
		const all = "abcdefghijklmnopqrstuvwxyz0123456789"
		if k := b.Len(); k > 0 && k < n-1 && k%7 == 0 {
			b.WriteByte(' ')
			continue
		}
		b.WriteByte(all[dice.IntN(len(all))])
	}
	return b.String()
}

// TestAlertsLeaveOtherWindowsAlone has somebody work in another program while
// customers call: neither keyboard nor foreground may go to the desk.
func TestAlertsLeaveOtherWindowsAlone(t *testing.T) {
	s := openScreen(t)
	d := openDesk(t, s, "--no-scenarios")
	other := s.otherWindow(image.Rect(100, 300, 500, 600))
	if err := d.alarm(0, 10); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the alerts on the board", func() error { return says(t, d.part(rail), "Alerts 10 All chats") })
	d.inBackground(other)
	eventually(t, "a notification", func() error { return notificationDrawn(t, s, "asks for a person") })
	d.inBackground(other)
}

// inBackground sees that the other window has the keyboard and is in front.
func (d *desk) inBackground(other xproto.Window) {
	d.t.Helper()
	if got := d.focused(); got != other {
		d.t.Errorf("the keyboard is with window %d, not with the other program's %d", got, other)
	}
	own, err := d.windowOf(d.run.cmd.Process.Pid)
	if err != nil {
		d.t.Fatal(err)
	}
	order := d.windows(func(w xproto.Window) bool { return w == other || w == own })
	if len(order) != 2 || order[1] != other {
		d.t.Error("the desk came to the front")
	}
}

// otherWindow opens a window of another program, in front and with the keyboard.
func (s *screen) otherWindow(r image.Rectangle) xproto.Window {
	s.t.Helper()
	w, err := xproto.NewWindowId(s.conn)
	if err != nil {
		s.t.Fatal(err)
	}
	err = xproto.CreateWindowChecked(s.conn, xproto.WindowClassCopyFromParent, w, s.root,
		int16(r.Min.X), int16(r.Min.Y), uint16(r.Dx()), uint16(r.Dy()), 0,
		xproto.WindowClassInputOutput, xproto.WindowClassCopyFromParent, xproto.CwBackPixel, []uint32{0x808080}).Check()
	if err == nil {
		err = xproto.MapWindowChecked(s.conn, w).Check()
	}
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { xproto.DestroyWindow(s.conn, w) })
	eventually(s.t, "the other window", func() error {
		return xproto.SetInputFocusChecked(s.conn, xproto.InputFocusPointerRoot, w, xproto.TimeCurrentTime).Check()
	})
	return w
}

// TestRowsStayUnderThePointer has customers call while the pointer is over the
// list: no row may move away from under it. Once the pointer has gone they do
// (ux 4.1).
func TestRowsStayUnderThePointer(t *testing.T) {
	s := openScreen(t)
	s.point(image.Pt(s.all.Max.X-1, s.all.Max.Y-1))
	d := openDesk(t, s, "--no-scenarios")
	for i, name := range []string{"Asha Anand", "Bela Bose", "Chand Chopra", "Dev Dutta", "Esha Edwin"} {
		if err := postLine(d.addr, line{Chat: fmt.Sprintf("calm-%d", i), From: "customer", Text: "hello", Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, "five chats", func() error { return says(t, d.part(rail), "All chats 5 Mine") })
	eventually(t, "the last row", func() error { return says(t, d.part(rows), "Asha Anand") })
	before := d.part(avatars)
	s.point(d.box.Min.Add(image.Pt(400, 300)))
	eventually(t, "the mark under the pointer", func() error {
		now := d.part(avatars)
		return yes(!bytes.Equal(now.Pix, before.Pix), "the row does not show that the pointer is over it")
	})
	before = d.part(avatars)
	if err := d.alarm(0, 3); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the word that rows would move", func() error { return says(t, d.part(rows), "show the new order") })
	if now := d.part(avatars); !bytes.Equal(now.Pix, before.Pix) {
		t.Error("rows moved under the pointer")
	}
	if err := says(t, d.part(rows), "Customer 0"); err == nil {
		t.Error("a row came in under the pointer")
	}
	s.point(d.box.Min.Add(image.Pt(760, 300)))
	eventually(t, "the new order", func() error { return says(t, d.part(rows), "Customer 0") })
	if now := d.part(avatars); bytes.Equal(now.Pix, before.Pix) {
		t.Error("rows stayed where they were, whatever the words say")
	}
}
