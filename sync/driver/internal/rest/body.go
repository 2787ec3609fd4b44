package rest

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/textproto"
	"net/url"
	"strings"
)

// Path joins segments with slashes and escapes each, so that an id can never become
// two of them.
func Path(segments ...string) string {
	var b strings.Builder
	for _, s := range segments {
		b.WriteByte('/')
		b.WriteString(url.PathEscape(s))
	}
	return b.String()
}

// JSON sends v.
func JSON(v any) Body {
	return func() (string, []byte, error) {
		raw, err := json.Marshal(v)
		return "application/json", raw, err
	}
}

// Form sends values as a web form does.
func Form(v url.Values) Body {
	return func() (string, []byte, error) {
		return "application/x-www-form-urlencoded", []byte(v.Encode()), nil
	}
}

// File is one file of a [Multipart].
type File struct {
	Field, Name, Type string
	// Read opens its bytes, anew for each attempt.
	Read func() (io.ReadCloser, error)
}

// Multipart sends fields, and then files.
func Multipart(fields url.Values, files ...File) Body {
	return func() (string, []byte, error) {
		var b bytes.Buffer
		w := multipart.NewWriter(&b)
		for name, values := range fields {
			for _, v := range values {
				if err := w.WriteField(name, v); err != nil {
					return "", nil, err
				}
			}
		}
		for _, f := range files {
			if err := f.write(w); err != nil {
				return "", nil, err
			}
		}
		err := w.Close()
		return w.FormDataContentType(), b.Bytes(), err
	}
}

func (f *File) write(w *multipart.Writer) error {
	head := textproto.MIMEHeader{}
	head.Set("Content-Disposition", multipart.FileContentDisposition(f.Field, f.Name))
	head.Set("Content-Type", f.Type)
	part, err := w.CreatePart(head)
	if err != nil {
		return err
	}
	r, err := f.Read()
	if err != nil {
		return err
	}
	_, err = io.Copy(part, r)
	if e := r.Close(); err == nil {
		err = e
	}
	return err
}

// Bytes sends b as it is.
func Bytes(contentType string, b []byte) Body {
	return func() (string, []byte, error) { return contentType, b, nil }
}
