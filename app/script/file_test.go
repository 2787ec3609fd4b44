package script_test

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/script"
)

// format is one of the two that a library travels in.
type format struct {
	name  string
	write func(io.Writer, iter.Seq[script.Version]) error
	read  func([]byte) ([]script.Row, error)
}

func formats() []format {
	return []format{{"CSV", script.WriteCSV, script.ReadCSV}, {"JSON", script.WriteJSON, script.ReadJSON}}
}

func written(t testing.TB, f format, vs ...script.Version) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.write(&b, slices.Values(vs)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// versionsOf returns what a file says, which has no past.
func versionsOf(rows []script.Row) (vs []script.Version) {
	for _, r := range rows {
		vs = append(vs, r.Version)
	}
	return vs
}

func TestFilesGoRoundWithTheStarter(t *testing.T) {
	l := starter(t)
	for _, f := range formats() {
		file := written(t, f, slices.Collect(l.All())...)
		for name, b := range map[string][]byte{
			"as it is": file, "with a byte order mark": append([]byte("\xef\xbb\xbf"), file...),
			"with Windows line ends": bytes.ReplaceAll(file, []byte("\n"), []byte("\r\n")),
		} {
			rows, err := f.read(b)
			if err != nil || !slices.EqualFunc(versionsOf(rows), slices.Collect(l.All()), same) {
				t.Fatalf("%s %s: %v, %d rows", f.name, name, err, len(rows))
			}
			next, done := l.Import(rows, "lead", 9)
			if done.Same != l.Len() || len(done.Versions) != 0 || !next.Equal(l) {
				t.Errorf("%s %s: importing what was exported: %+v", f.name, name, done)
			}
		}
	}
}

// What the library takes comes back the same, character by character, and no
// cell of the CSV is one that a spreadsheet computes.
func TestFilesGoRoundProperty(t *testing.T) {
	text := rapid.OneOf(
		rapid.StringMatching(`['=+\-@\t ＝]{0,3}[a-zé",;\n\\<&]{1,9}`),
		rapid.String(),
	)
	rapid.Check(t, func(t *rapid.T) {
		var vs []script.Version
		for i := range rapid.IntRange(0, 4).Draw(t, "n") {
			v := version(script.ResponseID(fmt.Sprintf("r-%d", i)), script.Response{
				Folder: text.Draw(t, "folder"), Title: text.Draw(t, "title"), Text: text.Draw(t, "text"),
			}.Normal())
			v.By = chat.AgentID(rapid.StringMatching(`[=+'a-z]{0,4}`).Draw(t, "by"))
			v.Revision = record.Revision{Number: rapid.IntRange(1, 99).Draw(t, "number"), Mark: record.Mark(rapid.Uint64().Draw(t, "mark"))}
			v.Updated = chat.Instant(rapid.Int64Range(0, 4e12).Draw(t, "updated"))
			if v.Content.Check() == nil {
				vs = append(vs, v)
			}
		}
		for _, f := range formats() {
			var b bytes.Buffer
			if err := f.write(&b, slices.Values(vs)); err != nil {
				t.Fatal(err)
			}
			file := b.Bytes()
			rows, err := f.read(file)
			if err != nil || !slices.EqualFunc(versionsOf(rows), vs, same) {
				t.Fatalf("%s: %v\nwrote %+v\nread  %+v", f.name, err, vs, versionsOf(rows))
			}
			if f.name == "CSV" {
				checkNoFormula(t, file)
			}
		}
	})
}

func checkNoFormula(t *rapid.T, file []byte) {
	cells, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range slices.Concat(cells...) {
		if c != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(c)[0]) {
			t.Fatalf("the cell %q is a formula", c)
		}
	}
}

func TestFilesSayWhichLine(t *testing.T) {
	const head = "id,folder,shortcut,title,text\n"
	const open = "{\"format\": \"floorwalker-canned-1\",\n \"responses\": [\n"
	item := func(id, shortcut, text string) string {
		return fmt.Sprintf("{\"id\": %q, \"folder\": \"\", \"shortcut\": %q,\n \"title\": \"T\", \"text\": %q}", id, shortcut, text)
	}
	for _, c := range []struct {
		name string
		read func([]byte) ([]script.Row, error)
		file string
		line int
		word string
	}{
		{"CSV empty", script.ReadCSV, "", 1, "empty"},
		{"CSV without a header", script.ReadCSV, "a,F,s,T,text\n", 1, "columns"},
		{"CSV with a short row", script.ReadCSV, head + "a,F,s,T,x\nb,F\n", 3, "fields"},
		{"CSV with an open quote", script.ReadCSV, head + "a,F,s,T,\"x\n", 2, "quote"},
		{"CSV without a title", script.ReadCSV, head + "a,F,s,T,\"two\nlines\"\nb,F,t,,x\n", 4, "title"},
		{"CSV with a raw bracket", script.ReadCSV, head + "a,F,s,T,Hello [name]\n", 2, "stray"},
		{"CSV with an id twice", script.ReadCSV, head + "a,F,s,T,x\nb,F,t,T,x\na,F,u,T,x\n", 4, "line 2"},
		{"CSV with a shortcut twice", script.ReadCSV, head + "a,F,s,T,x\nb,F,S,T,x\n", 3, "line 2"},
		{"CSV that is not UTF-8", script.ReadCSV, head + "a,F,s,T,x\nb,F,t,T,\xe9\n", 3, "UTF-8"},
		{"CSV with a wrong revision", script.ReadCSV, "id,folder,shortcut,title,text,revision\na,F,s,T,x,3\n", 2, "revision"},
		{"CSV with a wrong time", script.ReadCSV, "id,folder,shortcut,title,text,updated\na,F,s,T,x,3\n", 2, "updated"},
		{"CSV with a long text", script.ReadCSV, head + "a,F,s,T," + strings.Repeat("x", script.MaxText+1) + "\n", 2, "8001"},
		{"JSON empty", script.ReadJSON, "", 1, "unexpected end"},
		{"JSON of another kind", script.ReadJSON, "{\n\"version\": 1}", 2, "format"},
		{"JSON of another format", script.ReadJSON, "{\"format\":\n\"x\"}", 2, "floorwalker-canned-1"},
		{"JSON cut off", script.ReadJSON, open + item("a", "s", "x") + ",\n", 4, "unexpected end"},
		{"JSON with a slip", script.ReadJSON, open + item("a", "s", "x") + ",\n{\"txt\": 1}]}", 5, "txt"},
		{"JSON with a comma too many", script.ReadJSON, open + item("a", "s", "x") + "\n,,\n]}", 5, "invalid"},
		{"JSON with a wrong type", script.ReadJSON, open + "{\"id\": 7}]}", 3, "id"},
		{"JSON with a raw bracket", script.ReadJSON, open + item("a", "s", "x") + ",\n" + item("b", "t", "[x]") + "]}", 5, "stray"},
		{"JSON with an id twice", script.ReadJSON, open + item("a", "s", "x") + ",\n" + item("a", "t", "x") + "]}", 5, "line 3"},
		{"JSON with something after it", script.ReadJSON, open + "]}\n{}", 4, "after top-level"},
		{"JSON that is not UTF-8", script.ReadJSON, open + "\xe9]}", 3, "UTF-8"},
	} {
		rows, err := c.read([]byte(c.file))
		var at *script.FileError
		if !errors.As(err, &at) || !errors.Is(err, script.ErrFile) || rows != nil {
			t.Errorf("%s: %v with %d rows", c.name, err, len(rows))
			continue
		}
		if at.Line != c.line || !strings.Contains(err.Error(), c.word) {
			t.Errorf("%s: %v; want line %d and %q", c.name, err, c.line, c.word)
		}
	}
}

func TestFilesHaveLimits(t *testing.T) {
	for _, f := range formats() {
		vs := make([]script.Version, script.MaxResponses+1)
		for i := range vs {
			vs[i] = version(script.ResponseID(fmt.Sprintf("r-%d", i)), script.Response{Title: "T", Text: "x"})
		}
		if rows, err := f.read(written(t, f, vs[:script.MaxResponses]...)); err != nil || len(rows) != script.MaxResponses {
			t.Errorf("%s with %d responses: %v", f.name, script.MaxResponses, err)
		}
		var at *script.FileError
		if _, err := f.read(written(t, f, vs...)); !errors.As(err, &at) || at.Line <= script.MaxResponses {
			t.Errorf("%s with one more: %v", f.name, err)
		}
		if _, err := f.read(make([]byte, script.MaxFile+1)); !errors.Is(err, script.ErrFile) {
			t.Errorf("%s of %d bytes: %v", f.name, script.MaxFile+1, err)
		}
	}
}

// A table that somebody made has columns in their order and no more than needed.
func TestCSVOfASpreadsheet(t *testing.T) {
	rows, err := script.ReadCSV([]byte("\xef\xbb\xbfTitle,ID,Text,Shortcut,Folder,Remark\r\nHello,a,\"one\r\ntwo\",/h,F,mine\r\n"))
	want := version("a", script.Response{Folder: "F", Shortcut: "h", Title: "Hello", Text: "one\ntwo"})
	if err != nil || len(rows) != 1 || !same(rows[0].Version, want) || rows[0].Line != 2 {
		t.Errorf("%+v, %v", rows, err)
	}
}

// A file written before a colleague's edit does not undo it.
func TestImportConflictsWithLaterEdits(t *testing.T) {
	l := starter(t)
	rows, err := script.ReadCSV(written(t, formats()[0], slices.Collect(l.All())...))
	if err != nil {
		t.Fatal(err)
	}
	theirs := get(t, l, script.IDInformation)
	theirs.Content.Text = "Theirs."
	l, _ = put(t, l, theirs)
	for i := range rows {
		switch rows[i].ID {
		case script.IDInformation:
			rows[i].Content.Text = "Mine."
		case script.IDQuery:
			rows[i].Content.Text = "A better {query}."
		}
	}
	next, done := l.Import(rows, "lead", 9)
	if len(done.Conflicts) != 1 || [2]string{done.Conflicts[0].Mine.Content.Text, done.Conflicts[0].Theirs.Content.Text} != [2]string{"Mine.", "Theirs."} {
		t.Errorf("conflicts %+v", done.Conflicts)
	}
	if len(done.Versions) != 1 || done.Same != l.Len()-2 || len(done.Refused) != 0 {
		t.Errorf("%+v", done)
	}
	want := rows[slices.IndexFunc(rows, func(r script.Row) bool { return r.ID == script.IDQuery })].Version
	want.By, want.Updated, want.Revision = "lead", 9, done.Versions[0].Revision
	if got := get(t, next, script.IDQuery); !same(got, want) || got.Revision.Number != 2 {
		t.Errorf("the edit came in as %+v", got)
	}
	if get(t, next, script.IDInformation).Content.Text != "Theirs." {
		t.Error("the import wrote over a later edit")
	}
	if !l.Merge(done.Versions...).Equal(next) {
		t.Error("its versions do not make the same library elsewhere")
	}
}

func TestImportRefusesRowsWithTheirLines(t *testing.T) {
	l := starter(t)
	row := func(line int, id script.ResponseID, shortcut, text string) script.Row {
		return script.Row{Line: line, Version: version(id, script.Response{Shortcut: shortcut, Title: "T", Text: text})}
	}
	next, done := l.Import([]script.Row{row(7, "added", "added", "x"), row(8, "taken", "call", "x"), row(9, "bad", "bad", "[x]")}, "lead", 9)
	if len(done.Versions) != 1 || next.Len() != l.Len()+1 {
		t.Errorf("made %+v", done.Versions)
	}
	if len(done.Refused) != 2 || done.Refused[0].Line != 8 || done.Refused[1].Line != 9 {
		t.Errorf("refused %v", done.Refused)
	}
	full := big(t, script.MaxResponses)
	if next, done := full.Import([]script.Row{row(3, "added", "added", "x")}, "lead", 9); len(done.Refused) != 1 || !errors.Is(done.Refused[0], script.ErrFull) || !next.Equal(full) {
		t.Errorf("a full library took more: %+v", done)
	}
}

func fuzzFormat(f *testing.F, fm format, seeds ...string) {
	// A short seed: the fuzzer spends its time making long ones shorter.
	f.Add(written(f, fm, slices.Collect(starter(f).All())[:2]...))
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		rows, err := fm.read(b)
		if err != nil {
			var at *script.FileError
			if !errors.As(err, &at) || at.Line < 0 || at.Line > bytes.Count(b, []byte("\n"))+bytes.Count(b, []byte("\r"))+2 {
				t.Fatalf("error without a line of the file: %v", err)
			}
			return
		}
		for _, r := range rows {
			if err := cmp.Or(r.ID.Check(), r.Content.Check()); err != nil {
				t.Fatalf("took %+v: %v", r, err)
			}
		}
		again, err := fm.read(written(t, fm, versionsOf(rows)...))
		if err != nil || !slices.EqualFunc(versionsOf(again), versionsOf(rows), same) {
			t.Fatalf("does not go round: %v\n%+v\n%+v", err, rows, again)
		}
	})
}

func FuzzReadCSV(f *testing.F) {
	fuzzFormat(f, formats()[0], "\xef\xbb\xbfid,folder,shortcut,title,text\na,'=1,+,''-,\"'@x\n\t\"\n", "id,folder,shortcut,title,text,revision,updated,by\n")
}

func FuzzReadJSON(f *testing.F) {
	fuzzFormat(f, formats()[1], `{"format":"floorwalker-canned-1","responses":[{"id":"a","title":"T","text":"x"}]}`, "{", "[]", `{"format":"floorwalker-canned-1","responses":[]}`)
}
