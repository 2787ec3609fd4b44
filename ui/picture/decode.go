package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"
)

const (
	// Side is the most that a small picture has in width or height, in pixels.
	Side = 320
	// MaxPixels is how many pixels a picture has at most that is decoded.
	MaxPixels = 25_000_000
	// maxMemory is how many bytes a picture may take while it is made small: four
	// a pixel are enough for MaxPixels, some formats take more.
	maxMemory = 4 * MaxPixels
	// MaxBytes is the size of the largest file that is fetched to be shown.
	MaxBytes = 20 << 20
	// maxSide keeps the product of width and height within an int everywhere.
	maxSide = 1 << 16
)

// Errors of what is not shown. Their words stand under the name of the file.
var (
	// ErrFormat means that it is no picture of a format that is shown.
	ErrFormat = errors.New("no preview of this kind of file")
	// ErrTooLarge means that to show it would take too much memory.
	ErrTooLarge = errors.New("too large for a preview")
	// ErrDamaged means that it cannot be decoded.
	ErrDamaged = errors.New("damaged, so there is no preview")
)

// format is one way to write pictures.
type format struct {
	begins string // its magic; "?" stands for any byte
	config func([]byte) (image.Config, error)
	decode func([]byte) (image.Image, error)
}

// formats are chosen by the first bytes and not by what a message says, and never
// by what other packages have registered.
func formats() []format {
	return []format{
		{"\x89PNG\r\n\x1a\n", func(b []byte) (image.Config, error) { return png.DecodeConfig(bytes.NewReader(b)) }, func(b []byte) (image.Image, error) { return png.Decode(bytes.NewReader(b)) }},
		{"\xff\xd8\xff", func(b []byte) (image.Config, error) { return jpeg.DecodeConfig(bytes.NewReader(b)) }, func(b []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(b)) }},
		{"GIF8?a", func(b []byte) (image.Config, error) { return gif.DecodeConfig(bytes.NewReader(b)) }, func(b []byte) (image.Image, error) { return gif.Decode(bytes.NewReader(b)) }},
		{"RIFF????WEBPVP8", func(b []byte) (image.Config, error) { return webp.DecodeConfig(bytes.NewReader(b)) }, func(b []byte) (image.Image, error) { return webp.Decode(bytes.NewReader(b)) }},
	}
}

func formatOf(b []byte) (format, bool) {
	for _, f := range formats() {
		if begins(b, f.begins) {
			return f, true
		}
	}
	return format{}, false
}

func begins(b []byte, magic string) bool {
	if len(b) < len(magic) {
		return false
	}
	for i := range len(magic) {
		if magic[i] != '?' && b[i] != magic[i] {
			return false
		}
	}
	return true
}

// Shown reports whether files of a MIME type may have a small picture.
func Shown(kind string) bool {
	kind, _, _ = strings.Cut(kind, ";")
	switch kind {
	case "image/png", "image/jpeg", "image/gif", "image/webp":
		return true
	}
	return false
}

// Decode makes the small picture of a file. Errors are [ErrFormat], [ErrTooLarge] and
// [ErrDamaged].
func Decode(b []byte) (small *image.NRGBA, err error) {
	f, ok := formatOf(b)
	switch {
	case !ok:
		return nil, ErrFormat
	case len(b) > MaxBytes:
		return nil, ErrTooLarge
	}
	defer func() {
		if r := recover(); r != nil {
			small, err = nil, fmt.Errorf("%w: %v", ErrDamaged, r)
		}
	}()
	c, err := f.config(b)
	switch {
	case err != nil, c.Width <= 0, c.Height <= 0:
		return nil, ErrDamaged
	case c.Width > maxSide, c.Height > maxSide, c.Width*c.Height > min(MaxPixels, maxMemory/bytesEach(b, c)):
		return nil, ErrTooLarge
	}
	whole, err := f.decode(b)
	if err != nil {
		return nil, ErrDamaged
	}
	// A frame may say something else than the head did; it is in memory already.
	return shrink(whole), nil
}

// bytesEach is what a pixel takes in memory while a picture is decoded.
func bytesEach(b []byte, c image.Config) int {
	switch c.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	}
	if isProgressive(b) {
		return 12 // the decoder keeps the coefficients of three components
	}
	return 4
}

// isProgressive reports whether b is a JPEG that is sent coarse first: the segment
// that begins its frame says so.
func isProgressive(b []byte) bool {
	if !begins(b, "\xff\xd8\xff") {
		return false
	}
	for i := 2; i+4 <= len(b) && b[i] == 0xff; {
		switch kind := b[i+1]; {
		case kind == 0xff: // a fill byte
			i++
			continue
		case kind == 0xc2:
			return true
		case kind == 0xda: // the picture itself begins
			return false
		}
		i += 2 + int(b[i+2])<<8 + int(b[i+3])
	}
	return false
}

// shrink copies a picture into at most Side by Side, and never larger than it is.
func shrink(whole image.Image) *image.NRGBA {
	w, h := Fit(whole.Bounds().Dx(), whole.Bounds().Dy())
	small := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.ApproxBiLinear.Scale(small, small.Bounds(), whole, whole.Bounds(), draw.Src, nil)
	return small
}

// Fit returns the size of the small picture of one of w by h pixels, so that its
// place can be kept before it comes.
func Fit(w, h int) (int, int) {
	if w <= 0 || h <= 0 {
		return 1, 1
	}
	most := max(w, h)
	if most <= Side {
		return w, h
	}
	return max(1, (w*Side+most/2)/most), max(1, (h*Side+most/2)/most)
}
