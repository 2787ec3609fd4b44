package files

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image"
	"image/png"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"floorwalker/app/chat"
)

// limit is the default of the guide (E-ACT-06).
const limit = 5_242_880

func open(t testing.TB, most int64) (*Store, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "files")
	s, err := Open(dir, most)
	if err != nil {
		t.Fatal(err)
	}
	return s, dir
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func noise(n int) []byte {
	b := make([]byte, n)
	r := rand.NewChaCha8([32]byte{1})
	_, _ = r.Read(b)
	return b
}

func content(t testing.TB, s *Store, hash string) []byte {
	t.Helper()
	c, err := s.Open(hash)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	b, err := io.ReadAll(c)
	if err != nil || int64(len(b)) != c.Size {
		t.Fatalf("%d of %d bytes, %v", len(b), c.Size, err)
	}
	return b
}

// names returns what lies in the folder.
func names(t testing.TB, dir string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// E-ACT-06, A-37: 5,242,880 bytes are taken, one more is refused, and of that nothing
// stays.
func TestTheLimitToTheByte(t *testing.T) {
	s, dir := open(t, 0)
	whole := noise(limit + 1)
	f, err := s.Put("a.bin", bytes.NewReader(whole[:limit]), limit)
	if err != nil || f.Size != limit || f.Hash != hashOf(whole[:limit]) || f.Type != "application/octet-stream" {
		t.Fatalf("%+v, %v", f, err)
	}
	if !s.Has(f.Hash, limit) || s.Has(f.Hash, limit-1) {
		t.Error("the store does not know what it has")
	}
	if !bytes.Equal(content(t, s, f.Hash), whole[:limit]) {
		t.Error("other bytes came back")
	}
	read := 0
	_, err = s.Put("b.bin", io.TeeReader(bytes.NewReader(noise(2*limit)), writerFunc(func(b []byte) { read += len(b) })), limit)
	var tooLarge *TooLargeError
	if !errors.As(err, &tooLarge) || tooLarge.Limit != limit || !strings.Contains(err.Error(), "5 MB") {
		t.Errorf("%v", err)
	}
	if read > limit+1 {
		t.Errorf("%d bytes were read to refuse it", read)
	}
	if _, err = s.Put("c.bin", bytes.NewReader(whole), limit); !errors.As(err, &tooLarge) {
		t.Errorf("one byte too many: %v", err)
	}
	if got := names(t, dir); len(got) != 1 || s.Size() != limit {
		t.Errorf("%v, %d bytes", got, s.Size())
	}
}

type writerFunc func([]byte)

func (f writerFunc) Write(b []byte) (int, error) { f(b); return len(b), nil }

func TestTheSameContentIsKeptOnce(t *testing.T) {
	s, dir := open(t, 10)
	if f, err := s.Put("x.txt", strings.NewReader("eight888"), 9); err != nil || f.Type != "text/plain; charset=utf-8" {
		t.Fatalf("%+v, %v", f, err)
	}
	// While a second one arrives it needs room of its own, and gives it back.
	if _, err := s.Put("y.txt", strings.NewReader("eight888"), 9); !errors.Is(err, ErrFull) {
		t.Fatal(err)
	}
	roomy, err := Open(dir, 100)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if _, err := roomy.Put("y.txt", strings.NewReader("eight888"), 9); err != nil {
			t.Fatal(err)
		}
	}
	if got := names(t, dir); len(got) != 1 || roomy.Size() != 8 {
		t.Errorf("%v, %d bytes", got, roomy.Size())
	}
}

func TestModes(t *testing.T) {
	s, dir := open(t, 0)
	f, err := s.Put("x", strings.NewReader("x"), 9)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, f.Hash): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

// Whatever goes wrong, nothing half stays and the room comes back.
func TestNothingHalfStays(t *testing.T) {
	broken := errors.New("the line broke")
	for name, c := range map[string]struct {
		r    io.Reader
		want error
	}{
		"empty":  {strings.NewReader(""), ErrEmpty},
		"broken": {io.MultiReader(strings.NewReader("half"), iotest.ErrReader(broken)), broken},
		"full":   {bytes.NewReader(noise(200_000)), ErrFull},
	} {
		s, dir := open(t, 150_000)
		if f, err := s.Put("x", c.r, limit); !errors.Is(err, c.want) || f != (chat.File{}) && c.want != nil && f.Hash == "" {
			t.Errorf("%s: %+v, %v", name, f, err)
		}
		if got := names(t, dir); len(got) != 0 || s.Size() != 0 {
			t.Errorf("%s: %v stays, %d bytes", name, got, s.Size())
		}
	}
}

// Two that arrive together share the bound.
func TestTheBoundIsForAllTogether(t *testing.T) {
	s, dir := open(t, 1_000_000)
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			b := noise(200_000)
			b[0] = byte(i)
			if _, err := s.Put("x", bytes.NewReader(b), limit); err != nil && !errors.Is(err, ErrFull) {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	again, err := Open(dir, 0)
	if err != nil || s.Size() > 1_000_000 || again.Size() != s.Size() || s.Size() != int64(200_000*len(names(t, dir))) {
		t.Errorf("%d bytes, %d on disk, %v", s.Size(), again.Size(), err)
	}
}

func TestOpenClearsWhatACrashLeft(t *testing.T) {
	s, dir := open(t, 0)
	if _, err := s.Put("x", strings.NewReader("whole"), 9); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, partial+"123"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := Open(dir, 0)
	if err != nil || again.Size() != 5 || len(names(t, dir)) != 1 {
		t.Errorf("%d bytes, %v, %v", again.Size(), names(t, dir), err)
	}
}

func TestWhatIsNoHashIsNoFile(t *testing.T) {
	s, dir := open(t, 0)
	if err := os.WriteFile(filepath.Join(filepath.Dir(dir), "secret"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, hash := range []string{"", "../secret", libraryName, strings.Repeat("A", 64), strings.Repeat("0", 64), strings.Repeat("0", 63) + "/"} {
		if c, err := s.Open(hash); !errors.Is(err, ErrNone) || c != nil || s.Has(hash, 1) {
			t.Errorf("%q: %v", hash, err)
		}
	}
}

// A type is looked for and not believed, and a picture says its size.
func TestTypes(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	s, _ := open(t, 0)
	for name, c := range map[string]struct {
		bytes string
		want  chat.File
	}{
		"photo.pdf":       {picture.String(), chat.File{Type: "image/png", Width: 40, Height: 30}},
		"page.png":        {"<html><script>alert(1)</script>", chat.File{Type: "text/html; charset=utf-8"}},
		"a.csv":           {"a,b\n1,2\n", chat.File{Type: "text/csv; charset=utf-8"}},
		"a.json":          {"{}", chat.File{Type: "application/json"}},
		"report.DOCX":     {"PK\x03\x04rest", chat.File{Type: officeTypes(".docx")}},
		"report.zip":      {"PK\x03\x04rest", chat.File{Type: "application/zip"}},
		"old.doc":         {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", chat.File{Type: "application/x-ole-storage"}},
		"letter.pdf":      {"%PDF-1.7\n", chat.File{Type: "application/pdf"}},
		"voice.ogg":       {"OggS\x00rest", chat.File{Type: "application/ogg"}},
		"broken.gif":      {"GIF89a\x01", chat.File{Type: "image/gif"}},
		"../../etc/x.txt": {"text", chat.File{Name: "x.txt", Type: "text/plain; charset=utf-8"}},
	} {
		f, err := s.Put(name, strings.NewReader(c.bytes), limit)
		if c.want.Name == "" {
			c.want.Name = name
		}
		c.want.Hash, c.want.Size = hashOf([]byte(c.bytes)), int64(len(c.bytes))
		if err != nil || f != c.want {
			t.Errorf("%s: %+v, want %+v, %v", name, f, c.want, err)
		}
	}
}

func TestNames(t *testing.T) {
	for in, want := range map[string]string{
		"":                               "file",
		"...":                            "file",
		`C:\Users\x\bill.pdf`:            "bill.pdf",
		"invoice\u202efdp.exe":           "invoicefdp.exe",
		"a\r\nContent-Type: x.txt":       "a Content-Type_ x.txt",
		"हिसाब १.png":                    "हिसाब १.png",
		strings.Repeat("x", 300):         strings.Repeat("x", MaxName),
		strings.Repeat("y", 300) + ".go": strings.Repeat("y", MaxName-3) + ".go",
	} {
		if got := CleanName(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// V-ATT-01: the team's library survives, and is in order.
func TestLibrary(t *testing.T) {
	s, dir := open(t, 0)
	put := func(name, text string) chat.File {
		f, err := s.Put(name, strings.NewReader(text), 99)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Shelve(f); err != nil {
			t.Fatal(err)
		}
		return f
	}
	guide, price := put("guide.txt", "how"), put("Price list.txt", "what")
	if got := s.Library(); len(got) != 2 || got[0] != guide || got[1] != price {
		t.Errorf("%+v", got)
	}
	newer := put("guide.txt", "how now")
	s, err := Open(dir, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Library(); len(got) != 2 || got[0] != newer {
		t.Errorf("%+v", got)
	}
	if string(content(t, s, guide.Hash)) != "how" {
		t.Error("the messages that have the old guide lost it")
	}
	if err := s.Unshelve("guide.txt"); err != nil || len(s.Library()) != 1 {
		t.Errorf("%v", err)
	}
	if err := s.Unshelve("guide.txt"); !errors.Is(err, ErrNone) {
		t.Errorf("%v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, libraryName), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, 0); err == nil {
		t.Error("a damaged library was taken for an empty one")
	}
}

func TestTheLibraryIsBounded(t *testing.T) {
	s, _ := open(t, 0)
	for range MaxLibrary {
		s.library = append(s.library, chat.File{Name: "x" + string(rune(len(s.library)))})
	}
	if err := s.Shelve(chat.File{Name: "one more"}); !errors.Is(err, ErrLibraryFull) {
		t.Error(err)
	}
}

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{0: "0 bytes", 900: "900 bytes", 2048: "2 KB", limit: "5 MB", 6_000_000: "5.7 MB"} {
		if got := Size(n); got != want {
			t.Errorf("%d: %s", n, got)
		}
	}
}

// FuzzDescribe: no bytes and no name break it, and what is no picture has no size.
func FuzzDescribe(f *testing.F) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 4, 3))); err != nil {
		f.Fatal(err)
	}
	f.Add(picture.Bytes(), "a.png")
	f.Add([]byte("RIFF\x00\x00\x00\x00WEBPVP8X"), `..\x`)
	f.Add([]byte("GIF89a\xff\xff\xff\xff"), "\u202e.gif")
	f.Fuzz(func(t *testing.T, b []byte, name string) {
		file := chat.File{Name: CleanName(name)}
		if strings.ContainsAny(file.Name, "/\\\r\n\x00") || file.Name == "" || len([]rune(file.Name)) > MaxName {
			t.Fatalf("%q", file.Name)
		}
		if err := describe(&file, bytes.NewReader(b)); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(file.Type, "image/") && file.Width != 0 || file.Width < 0 || file.Height < 0 {
			t.Fatalf("%+v", file)
		}
	})
}

// BenchmarkPut keeps the largest file there may be.
func BenchmarkPut(b *testing.B) {
	s, _ := open(b, 0)
	whole := noise(limit)
	b.SetBytes(limit)
	for b.Loop() {
		if _, err := s.Put("x.bin", bytes.NewReader(whole), limit); err != nil {
			b.Fatal(err)
		}
	}
}
