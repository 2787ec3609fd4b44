package script

import (
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/sheet"
)

// columns are those of a CSV file. A file may leave out those that are not
// needed and may have them in any order.
var columns = []string{"id", "folder", "shortcut", "title", "text", "revision", "updated", "by"}

const neededColumns = 5 // of columns, from the start; the others may lack

const stamp = "2006-01-02T15:04:05.000Z07:00"

// WriteCSV writes responses as RFC 4180 with a header. A cell that a
// spreadsheet would take for a formula gets an apostrophe in front, which
// ReadCSV takes away.
func WriteCSV(w io.Writer, vs iter.Seq[Version]) error {
	cw := csv.NewWriter(w)
	if err := cw.Write(columns); err != nil {
		return err
	}
	for v := range vs {
		r := v.Content
		cells := []string{string(v.ID), r.Folder, r.Shortcut, r.Title, r.Text, v.Revision.String(), writeStamp(v.Updated), string(v.By)}
		for i := range cells {
			cells[i] = sheet.Disarm(cells[i])
		}
		if err := cw.Write(cells); err != nil {
			return err
		}
	}
	cw.Flush()
	return cw.Error()
}

// ReadCSV reads what WriteCSV writes, or a table that somebody made with at
// least the columns id, folder, shortcut, title and text. It fails with a
// [*FileError].
func ReadCSV(file []byte) ([]Row, error) {
	var (
		place []int
		rs    rows
	)
	err := sheet.Read(file, MaxFile, func(header []string) (err error) {
		place, err = readHeader(header)
		return err
	}, func(line int, cells []string) error {
		v, err := readCells(func(column int) string {
			if i := place[column]; i >= 0 {
				return cells[i]
			}
			return ""
		})
		if err != nil {
			return &FileError{Line: line, Err: err}
		}
		return rs.add(line, v)
	})
	if err != nil {
		return nil, err
	}
	return rs.all, nil
}

// readHeader returns where in the file each column is, -1 for one that lacks.
func readHeader(header []string) ([]int, error) {
	place := make([]int, len(columns))
	for i, c := range columns {
		place[i] = slices.IndexFunc(header, func(h string) bool { return strings.EqualFold(strings.TrimSpace(h), c) })
		if place[i] < 0 && i < neededColumns {
			return nil, sheet.Errorf(1, "the first line must name the columns %s", strings.Join(columns[:neededColumns], ", "))
		}
	}
	return place, nil
}

func readCells(cell func(column int) string) (v Version, err error) {
	v.ID, v.By = ResponseID(cell(0)), chat.AgentID(cell(7))
	v.Content = Response{Folder: cell(1), Shortcut: cell(2), Title: cell(3), Text: cell(4)}
	if v.Revision, err = record.ParseRevision(cell(5)); err != nil {
		return Version{}, err
	}
	v.Updated, err = readStamp(cell(6))
	return v, err
}

func writeStamp(i chat.Instant) string {
	if i.IsZero() {
		return ""
	}
	return i.Time().Format(stamp)
}

func readStamp(s string) (chat.Instant, error) {
	if s == "" {
		return 0, nil
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return 0, errors.New("updated is not a time such as 2026-01-31T09:30:00.000Z")
	}
	return chat.InstantOf(t), nil
}
