package script

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/sheet"
)

// fileFormat is the value of "format" in a JSON file.
const fileFormat = "floorwalker-canned-1"

// fileResponse is a response as a JSON file has it.
type fileResponse struct {
	ID       ResponseID   `json:"id"`
	Folder   string       `json:"folder"`
	Shortcut string       `json:"shortcut"`
	Title    string       `json:"title"`
	Text     string       `json:"text"`
	Revision string       `json:"revision,omitempty"`
	Updated  string       `json:"updated,omitempty"`
	By       chat.AgentID `json:"by,omitempty"`
}

// WriteJSON writes responses as one object with its format and, each in lines
// of its own, the responses.
func WriteJSON(w io.Writer, vs iter.Seq[Version]) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"format\": %q,\n  \"responses\": [", fileFormat)
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("    ", "  ")
	sep := "\n    "
	for v := range vs {
		b.WriteString(sep)
		sep = ",\n    "
		if err := enc.Encode(fileResponse{
			v.ID, v.Content.Folder, v.Content.Shortcut, v.Content.Title, v.Content.Text, v.Revision.String(), writeStamp(v.Updated), v.By,
		}); err != nil {
			return err
		}
		b.Truncate(b.Len() - 1) // Encode ends the line, and the comma comes first.
	}
	b.WriteString("\n  ]\n}\n")
	_, err := b.WriteTo(w)
	return err
}

// ReadJSON reads what WriteJSON writes. A field that it does not know is
// refused, since it may be a slip in one that it does. It fails with a
// [*FileError].
func ReadJSON(file []byte) ([]Row, error) {
	file, err := sheet.Body(file, MaxFile)
	if err != nil {
		return nil, err
	}
	r := jsonReader{file: file, dec: json.NewDecoder(bytes.NewReader(file))}
	r.dec.DisallowUnknownFields()
	// A decoder that is asked token by token miscounts where a slip is, so
	// that is settled first, on the whole file.
	if err := json.Unmarshal(file, new(json.RawMessage)); err != nil {
		return nil, r.explain(err)
	}
	if err := r.read(); err != nil {
		return nil, r.explain(err)
	}
	return r.rows.all, nil
}

// jsonReader walks through a file one response at a time, because the
// decoder alone does not say in which line a response is.
type jsonReader struct {
	file []byte
	dec  *json.Decoder
	rows rows
	// The line number is counted on from the last place that was asked for.
	counted, lines int
}

func (r *jsonReader) read() error {
	if err := r.expect(json.Delim('{')); err != nil {
		return err
	}
	for _, key := range []string{"format", "responses"} {
		if err := r.expect(key); err != nil {
			return err
		}
		if key == "format" {
			if err := r.expect(fileFormat); err != nil {
				return err
			}
		}
	}
	if err := r.expect(json.Delim('[')); err != nil {
		return err
	}
	for r.dec.More() {
		if err := r.readResponse(); err != nil {
			return err
		}
	}
	if err := r.expect(json.Delim(']')); err != nil {
		return err
	}
	return r.expect(json.Delim('}'))
}

func (r *jsonReader) readResponse() error {
	line := r.lineAt(r.next())
	var f fileResponse
	if err := r.dec.Decode(&f); err != nil {
		return err
	}
	var v Version
	v.ID, v.By = f.ID, f.By
	v.Content = Response{Folder: f.Folder, Shortcut: f.Shortcut, Title: f.Title, Text: f.Text}
	var err error
	if v.Revision, err = record.ParseRevision(f.Revision); err != nil {
		return &FileError{Line: line, Err: err}
	}
	if v.Updated, err = readStamp(f.Updated); err != nil {
		return &FileError{Line: line, Err: err}
	}
	return r.rows.add(line, v)
}

func (r *jsonReader) expect(want json.Token) error {
	got, err := r.dec.Token()
	if err != nil {
		return err
	}
	if got != want {
		return fmt.Errorf("found %q where %q was expected", fmt.Sprint(got), fmt.Sprint(want))
	}
	return nil
}

// explain adds the line to err.
func (r *jsonReader) explain(err error) error {
	var (
		known  *FileError
		syntax *json.SyntaxError
	)
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &syntax):
		// The offset is past the offending byte.
		return &FileError{Line: r.lineAt(int(syntax.Offset) - 1), Err: syntax}
	}
	return &FileError{Line: r.lineAt(r.next()), Err: err}
}

// next returns where the next value begins, behind the comma.
func (r *jsonReader) next() int {
	at := int(r.dec.InputOffset())
	for at < len(r.file) && bytes.IndexByte([]byte(", \t\r\n"), r.file[at]) >= 0 {
		at++
	}
	return at
}

// lineAt returns the line of a byte, from 1.
func (r *jsonReader) lineAt(at int) int {
	at = min(max(at, 0), len(r.file))
	if at < r.counted {
		r.counted, r.lines = 0, 0
	}
	r.lines += bytes.Count(r.file[r.counted:at], []byte("\n"))
	r.counted = at
	return r.lines + 1
}
