package e2e

import (
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// screen is the X display that the tests look at and type into.
type screen struct {
	t    testing.TB
	conn *xgb.Conn
	root xproto.Window
	all  image.Rectangle
}

func openScreen(t testing.TB) *screen {
	t.Helper()
	conn, err := xgb.NewConn()
	if err != nil {
		t.Fatal(err)
	}
	info := xproto.Setup(conn).DefaultScreen(conn)
	s := &screen{t: t, conn: conn, root: info.Root, all: image.Rect(0, 0, int(info.WidthInPixels), int(info.HeightInPixels))}
	t.Cleanup(conn.Close)
	return s
}

// picture returns what is on the part r of the screen now.
func (s *screen) picture(r image.Rectangle) *image.RGBA {
	s.t.Helper()
	r = r.Intersect(s.all)
	img, err := s.grab(r)
	if err != nil {
		s.t.Fatalf("a picture of %v: %v", r, err)
	}
	return img
}

func (s *screen) grab(r image.Rectangle) (*image.RGBA, error) {
	reply, err := xproto.GetImage(s.conn, xproto.ImageFormatZPixmap, xproto.Drawable(s.root),
		int16(r.Min.X), int16(r.Min.Y), uint16(r.Dx()), uint16(r.Dy()), 0xffffffff).Reply()
	if err != nil {
		return nil, err
	}
	if len(reply.Data) != 4*r.Dx()*r.Dy() {
		return nil, errors.New("the screen has not 32 bits a pixel")
	}
	img := &image.RGBA{Pix: reply.Data, Stride: 4 * r.Dx(), Rect: r}
	for i := 0; i < len(img.Pix); i += 4 { // the server says BGRx
		img.Pix[i], img.Pix[i+2], img.Pix[i+3] = img.Pix[i+2], img.Pix[i], 0xff
	}
	return img, nil
}

// keep leaves a picture of the whole screen with the test's artifacts.
func (s *screen) keep(name string) {
	img, err := s.grab(s.all)
	if err != nil {
		s.t.Log("no picture of the screen:", err)
		return
	}
	f, err := os.Create(filepath.Join(s.t.ArtifactDir(), name+".png"))
	if err != nil {
		s.t.Log("no picture of the screen:", err)
		return
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		s.t.Log("no picture of the screen:", err)
	}
}

// windows returns the windows that are on screen and that match wants, the
// undermost first.
func (s *screen) windows(matches func(xproto.Window) bool) []xproto.Window {
	s.t.Helper()
	tree, err := xproto.QueryTree(s.conn, s.root).Reply()
	if err != nil {
		s.t.Fatal(err)
	}
	var found []xproto.Window
	for _, w := range tree.Children {
		a, err := xproto.GetWindowAttributes(s.conn, w).Reply()
		if err == nil && a.MapState == xproto.MapStateViewable && matches(w) {
			found = append(found, w)
		}
	}
	return found
}

// property returns a property of a window as it is; nil if it has none.
func (s *screen) property(w xproto.Window, name string) []byte {
	atom, err := xproto.InternAtom(s.conn, true, uint16(len(name)), name).Reply()
	if err != nil || atom.Atom == 0 {
		return nil
	}
	p, err := xproto.GetProperty(s.conn, false, w, atom.Atom, xproto.GetPropertyTypeAny, 0, 1024).Reply()
	if err != nil {
		return nil
	}
	return p.Value
}

// windowOf returns the window of the process, if it is there.
func (s *screen) windowOf(pid int) (xproto.Window, error) {
	ws := s.windows(func(w xproto.Window) bool {
		v := s.property(w, "_NET_WM_PID")
		return len(v) >= 4 && int(binary.LittleEndian.Uint32(v)) == pid
	})
	if len(ws) == 0 {
		return 0, fmt.Errorf("process %d has no window", pid)
	}
	return ws[0], nil
}

// notes returns where on screen the notification service draws something.
func (s *screen) notes() []image.Rectangle {
	var found []image.Rectangle
	for _, w := range s.windows(func(w xproto.Window) bool {
		return strings.Contains(strings.ToLower(string(s.property(w, "WM_CLASS"))), "dunst")
	}) {
		if r, err := s.place(w); err == nil {
			found = append(found, r)
		}
	}
	return found
}

func (s *screen) place(w xproto.Window) (image.Rectangle, error) {
	g, err := xproto.GetGeometry(s.conn, xproto.Drawable(w)).Reply()
	if err != nil {
		return image.Rectangle{}, err
	}
	return image.Rect(0, 0, int(g.Width), int(g.Height)).Add(image.Pt(int(g.X), int(g.Y))).Intersect(s.all), nil
}

// focus gives the keyboard to a window, as a window manager would.
func (s *screen) focus(w xproto.Window) {
	s.t.Helper()
	err := xproto.SetInputFocusChecked(s.conn, xproto.InputFocusPointerRoot, w, xproto.TimeCurrentTime).Check()
	if err != nil {
		s.t.Fatal(err)
	}
}

// focused returns the window that has the keyboard.
func (s *screen) focused() xproto.Window {
	s.t.Helper()
	r, err := xproto.GetInputFocus(s.conn).Reply()
	if err != nil {
		s.t.Fatal(err)
	}
	return r.Focus
}

// keys presses keys such as "ctrl+shift+t", through the server.
func (s *screen) keys(keys ...string) {
	s.t.Helper()
	s.xdotool(append([]string{"key"}, keys...)...)
}

// write types text with a pause between keys.
func (s *screen) write(text string, pauseMillis int) {
	s.t.Helper()
	s.xdotool("type", "--delay", strconv.Itoa(pauseMillis), "--", text)
}

// point moves the pointer.
func (s *screen) point(p image.Point) {
	s.t.Helper()
	s.xdotool("mousemove", strconv.Itoa(p.X), strconv.Itoa(p.Y))
}

func (s *screen) xdotool(args ...string) {
	s.t.Helper()
	if out, err := exec.Command("xdotool", args...).CombinedOutput(); err != nil {
		s.t.Fatalf("xdotool %q: %v: %s", args, err, out)
	}
}
