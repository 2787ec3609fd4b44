package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
)

func drawn(w, h int) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetNRGBA(x, y, color.NRGBA{R: uint8(x), G: uint8(y), B: 0x80, A: 0xff})
		}
	}
	return m
}

func pngOf(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, drawn(w, h)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, drawn(w, h), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gifOf(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gif.Encode(&b, drawn(w, h), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// webpOf is a lossless picture of one pixel.
func webpOf(t testing.TB) []byte {
	t.Helper()
	b, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// claiming is a PNG whose head claims another size, with the checksum that it needs.
func claiming(t testing.TB, w, h uint32, depth byte) []byte {
	t.Helper()
	b := bytes.Clone(pngOf(t, 1, 1))
	binary.BigEndian.PutUint32(b[16:], w)
	binary.BigEndian.PutUint32(b[20:], h)
	b[24] = depth
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}

// E-ACT-06: pictures of the four formats, at most 320 pixels, never larger than they
// are.
func TestSmallPictures(t *testing.T) {
	for name, c := range map[string]struct {
		bytes []byte
		w, h  int
	}{
		"small png":   {pngOf(t, 40, 30), 40, 30},
		"wide png":    {pngOf(t, 1000, 250), 320, 80},
		"tall jpeg":   {jpegOf(t, 300, 900), 107, 320},
		"line":        {pngOf(t, 2000, 1), 320, 1},
		"gif":         {gifOf(t, 640, 640), 320, 320},
		"webp":        {webpOf(t), 1, 1},
		"exactly 320": {jpegOf(t, 320, 320), 320, 320},
	} {
		small, err := Decode(c.bytes)
		if err != nil || small.Bounds() != image.Rect(0, 0, c.w, c.h) {
			t.Errorf("%s: %v, %v", name, small, err)
			continue
		}
		if name != "webp" && small.NRGBAAt(0, 0).B == 0 {
			t.Errorf("%s is empty", name)
		}
	}
}

// Dimensions are checked before anything is decoded: a head of 30 bytes that claims
// gigabytes costs nothing.
func TestWhatIsNotDecoded(t *testing.T) {
	progressive := bytes.Replace(jpegOf(t, 16, 16), []byte("\xff\xc0\x00\x11\x08\x00\x10\x00\x10"), []byte("\xff\xc2\x00\x11\x08\x0f\xff\x0f\xff"), 1)
	for name, c := range map[string]struct {
		bytes []byte
		want  error
	}{
		"one pixel too many":    {claiming(t, 25_001, 1000, 8), ErrTooLarge},
		"all that are allowed":  {claiming(t, 25_000, 1000, 8), ErrDamaged}, // it is decoded, and has no bytes
		"deep colours":          {claiming(t, 12_501, 1000, 16), ErrTooLarge},
		"a bomb":                {claiming(t, 60_000, 60_000, 8), ErrTooLarge},
		"no pixels":             {claiming(t, 0, 10, 8), ErrDamaged},
		"progressive, 16 MP":    {progressive, ErrTooLarge},
		"a page":                {[]byte("<html>"), ErrFormat},
		"nothing":               {nil, ErrFormat},
		"vector":                {[]byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), ErrFormat},
		"half a picture":        {pngOf(t, 50, 50)[:60], ErrDamaged},
		"a head":                {[]byte("GIF89a"), ErrDamaged},
		"more bytes than shown": {append(pngOf(t, 9, 9), make([]byte, MaxBytes)...), ErrTooLarge},
	} {
		if small, err := Decode(c.bytes); !errors.Is(err, c.want) || small != nil {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if allocated := testing.Benchmark(func(b *testing.B) {
		bomb := claiming(t, 60_000, 60_000, 8)
		b.ReportAllocs()
		for b.Loop() {
			_, _ = Decode(bomb)
		}
	}).AllocedBytesPerOp(); allocated > 1<<20 {
		t.Errorf("to refuse it took %d bytes", allocated)
	}
}

// FuzzDecode: no damage breaks it, and what comes out is small.
func FuzzDecode(f *testing.F) {
	for _, b := range [][]byte{pngOf(f, 9, 7), jpegOf(f, 33, 17), gifOf(f, 5, 5), webpOf(f), claiming(f, 400, 400, 8)} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		small, err := Decode(b)
		switch {
		case err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrFormat) && !errors.Is(err, ErrTooLarge):
			t.Fatal(err)
		case err == nil && (small.Bounds().Dx() > Side || small.Bounds().Dy() > Side || small.Bounds().Empty()):
			t.Fatal(small.Bounds())
		}
	})
}

// BenchmarkDecode makes a photo of 12 megapixels small.
func BenchmarkDecode(b *testing.B) {
	photo := jpegOf(b, 4000, 3000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Decode(photo); err != nil {
			b.Fatal(err)
		}
	}
}
