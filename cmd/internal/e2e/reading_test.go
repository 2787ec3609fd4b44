package e2e

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
	"unicode"
)

// patience bounds a wait that would otherwise hang; on a quiet machine nothing
// here takes more than seconds.
const patience = 60 * time.Second

// eventually polls until check has nothing to object to.
func eventually(t testing.TB, what string, check func() error) {
	t.Helper()
	began := time.Now()
	for {
		err := check()
		if err == nil {
			return
		}
		if time.Since(began) > patience {
			t.Fatalf("%s: not within %v: %v", what, patience, err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// yes turns a condition into a check.
func yes(ok bool, format string, args ...any) error {
	if ok {
		return nil
	}
	return fmt.Errorf(format, args...)
}

// enlarge is how much larger than life letters are shown to the reader, and
// margin the empty space around them that it wants, in its pixels.
const (
	enlarge = 3
	margin  = 24
)

// words reads what is written on the picture, as [plain] leaves it:
// recognition is not to be trusted with more.
func words(t testing.TB, img image.Image) string {
	t.Helper()
	var in, out, problems bytes.Buffer
	if err := png.Encode(&in, forReading(img)); err != nil {
		t.Fatal(err)
	}
	// As one column of text of any sizes.
	c := exec.Command("tesseract", "stdin", "stdout", "--psm", "6", "--dpi", "200", "-l", "eng")
	c.Stdin, c.Stdout, c.Stderr = &in, &out, &problems
	c.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
	if err := c.Run(); err != nil {
		t.Fatalf("tesseract: %v: %s", err, &problems)
	}
	return plain(out.String())
}

// bare leaves out what small letters are too small for: spaces, and what tells
// some digits from the letters that look like them.
func bare(s string) string {
	return strings.NewReplacer(" ", "", "o", "0", "q", "0", "i", "1", "l", "1", "s", "5", "z", "2").Replace(s)
}

// plain leaves small letters, digits and single spaces.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}

// says is the check that the picture has these words.
func says(t testing.TB, img image.Image, want string) error {
	t.Helper()
	got := words(t, img)
	return yes(strings.Contains(bare(got), bare(plain(want))), "%q is not in what can be read: %q", want, got)
}

// forReading is the picture in grey, enlarged, dark on light.
func forReading(img image.Image) *image.Gray {
	b := img.Bounds()
	grey := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	sum := 0
	for y := range b.Dy() {
		for x := range b.Dx() {
			v := color.GrayModel.Convert(img.At(b.Min.X+x, b.Min.Y+y)).(color.Gray)
			grey.SetGray(x, y, v)
			sum += int(v.Y)
		}
	}
	dark := sum < 128*b.Dx()*b.Dy()
	big := image.NewGray(image.Rect(0, 0, b.Dx()*enlarge, b.Dy()*enlarge).Inset(-margin))
	for y := big.Rect.Min.Y; y < big.Rect.Max.Y; y++ {
		for x := big.Rect.Min.X; x < big.Rect.Max.X; x++ {
			v := between(grey, x, y)
			if dark {
				v = 255 - v
			}
			big.SetGray(x, y, color.Gray{Y: v})
		}
	}
	return big
}

// between is the value at a place of the enlarged picture, by the four pixels
// around it: letters with steps are read badly.
func between(g *image.Gray, x, y int) uint8 {
	at := func(v, size int) (low, high, share int) {
		v = min(max(v-enlarge/2, 0), size*enlarge-1) // the margin continues the edge
		low = v / enlarge
		return low, min(low+1, size-1), v % enlarge
	}
	x0, x1, fx := at(x, g.Rect.Dx())
	y0, y1, fy := at(y, g.Rect.Dy())
	p := func(x, y int) int { return int(g.Pix[y*g.Stride+x]) }
	top := p(x0, y0)*(enlarge-fx) + p(x1, y0)*fx
	low := p(x0, y1)*(enlarge-fx) + p(x1, y1)*fx
	return uint8((top*(enlarge-fy) + low*fy) / (enlarge * enlarge))
}
