package files

import (
	"bufio"
	"bytes"
	"errors"
	"image"
	_ "image/gif"  // the sizes of pictures are read
	_ "image/jpeg" // the sizes of pictures are read
	_ "image/png"  // the sizes of pictures are read
	"io"
	"net/http"
	"path"
	"strings"

	_ "golang.org/x/image/webp" // the sizes of pictures are read

	"floorwalker/app/chat"
	"floorwalker/app/typed"
)

const (
	// beginning is how much of a file its type is looked for in.
	beginning = 512
	// picturesHead is how much of a picture is read for its size: cameras write
	// much before it.
	picturesHead = 1 << 20
	// MaxName is the length of the longest name of a file, in characters.
	MaxName = 120
	// unnamed is what a file without a name is called.
	unnamed = "file"
)

// describe fills in what the bytes say of themselves: a type, and of a picture its
// width and height. r is read from its beginning.
func describe(f *chat.File, r io.ReadSeeker) error {
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return err
	}
	head := make([]byte, beginning)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return err
	}
	f.Type = TypeOf(head[:n], f.Name)
	if !strings.HasPrefix(f.Type, "image/") {
		return nil
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return err
	}
	c, _, err := image.DecodeConfig(bufio.NewReader(io.LimitReader(r, picturesHead)))
	if err == nil && c.Width > 0 && c.Height > 0 { // else it is damaged, and has no size
		f.Width, f.Height = c.Width, c.Height
	}
	return nil
}

// TypeOf returns the MIME type of a file by its first 512 bytes. Its name is
// heard only where the bytes leave it open, to tell one archive or one text from
// another; it never makes a picture or a page of what is none.
func TypeOf(head []byte, name string) string {
	kind := http.DetectContentType(head)
	ext := strings.ToLower(path.Ext(name))
	switch {
	case kind == "application/zip":
		if office := officeTypes(ext); office != "" {
			return office
		}
	case strings.HasPrefix(kind, "text/plain"):
		switch ext {
		case ".csv":
			return "text/csv; charset=utf-8"
		case ".json":
			return "application/json"
		}
	case kind == "application/octet-stream" && bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return "application/x-ole-storage" // documents of older office programs
	}
	return kind
}

// officeTypes returns the type of documents that are archives.
func officeTypes(ext string) string {
	switch ext {
	case ".docx":
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case ".xlsx":
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case ".pptx":
		return "application/vnd.openxmlformats-officedocument.presentationml.presentation"
	case ".odt":
		return "application/vnd.oasis.opendocument.text"
	case ".ods":
		return "application/vnd.oasis.opendocument.spreadsheet"
	}
	return ""
}

// CleanName returns the last part of a path as one line without what a file system
// or a header could trip over. It is shown and proposed where a file is saved; the
// store itself never uses it.
func CleanName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = typed.Line(name)
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"|?*`, r) {
			return '_'
		}
		return r
	}, name)
	name = strings.Trim(name, ". ")
	if name == "" {
		return unnamed
	}
	ext := path.Ext(name)
	if len(ext) > 12 {
		ext = ""
	}
	stem := []rune(strings.TrimSuffix(name, ext))
	if most := MaxName - len([]rune(ext)); len(stem) > most {
		stem = stem[:most]
	}
	return string(stem) + ext
}
