package ticket

import (
	"bytes"
	"encoding/csv"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/sheet"
)

// golden is the JSON of a whole ticket. It may get longer; nothing in it changes,
// since hubs of older versions have written such lines.
const golden = `{"ref":"TK-261122-1FVQ-QGZ7-P9F1","chat":"practice 1","driver":"practice","channel":"website","form":3,` +
	`"created":1795341660000,"opened":1795341601000,"closed":1795341612000,"handled":"both",` +
	`"account":{"unknown":"No account yet"},"service":{"value":"AB-12345"},"contact":{"value":"Asha"},"phone":{"value":"+442079460123"},` +
	`"mail":"asha@example.com","sendCopy":"yes","category":"technical","classification":"login","priority":"normal","fcr":"yes",` +
	`"subject":"I cannot log in","summary":"Customer: <b> & \"all\"\nAgent: done","sentiment":"positive","method":"chat","topics":["invoice","login"],` +
	`"escalated":["Billing"],"tags":["a;b","vip"],"followUp":"yes","obligations":["o1"],"endReason":"resolved","endDetail":"x","endNote":"n",` +
	`"resolution":"solved","status":"closed","assignee":"asha","confirmed":"m10","notes":"=SUM(A1)","nextSteps":"+1","resolveBy":1795341600001,"callAt":1795341600002,` +
	`"calls":[{"id":"a1","by":"asha","began":1795341600003,"ended":1795341600004,"outcome":"no_answer","note":"Rang out; \"Priya\" <3","early":true,"uncertain":true,"mail":"TK-1:call:1"},` +
	`{"id":"a2","began":1795341600005,"ended":1795341600006,"outcome":"call_back","again":1795341600007,"unmailed":"no_address"}],` +
	`"byRule":["fcr","topics"]}` + "\n"

// full is the ticket of golden: no field of it is empty.
func full() Ticket {
	t := whole()
	t.Account = Answer{Unknown: "No account yet"}
	t.Subject, t.Summary = "I cannot log in", "Customer: <b> & \"all\"\nAgent: done"
	t.Topics, t.Escalated, t.Tags = []ChoiceID{"invoice", "login"}, []string{"Billing"}, []string{"a;b", "vip"}
	t.FollowUp, t.Obligations = Yes, []chat.ObligationID{"o1"}
	t.EndDetail, t.EndNote, t.Assignee, t.Notes = "x", "n", "asha", "=SUM(A1)"
	t.NextSteps, t.ResolveBy, t.CallAt = "+1", now+1, now+2
	t.Calls = []Call{
		{ID: "a1", By: "asha", Began: now + 3, Ended: now + 4, Outcome: chat.AttemptNoAnswer, Note: "Rang out; \"Priya\" <3", Early: true, Uncertain: true, Mail: "TK-1:call:1"},
		{ID: "a2", Began: now + 5, Ended: now + 6, Outcome: chat.AttemptCallBack, Again: now + 7, Unmailed: UnmailedNoAddress},
	}
	t.ByRule = []Field{FieldFCR, FieldTopics}
	return t
}

func TestJSONIsGolden(t *testing.T) {
	var b bytes.Buffer
	if err := WriteJSON(&b, slices.Values([]Ticket{full()})); err != nil {
		t.Fatal(err)
	}
	if b.String() != golden {
		t.Errorf("got\n%s\nwant\n%s", b.String(), golden)
	}
}

// TestNoFieldIsForgotten: a field added tomorrow is empty in full, and fails here
// until the files have it.
func TestNoFieldIsForgotten(t *testing.T) {
	v := reflect.ValueOf(full())
	for i := range v.NumField() {
		if name := v.Type().Field(i).Name; v.Field(i).IsZero() {
			t.Errorf("%s is empty in the ticket that goes through the files", name)
		}
	}
	expectSame(t, "fields of a ticket", v.NumField(), len(Fields()))
}

// TestRoundTrip: what was written comes back the same, by both ways.
func TestRoundTrip(t *testing.T) {
	hostile := full()
	hostile.Ref, hostile.Chat = RefOf(RefTicket, "-2+3", 0), "-2+3"
	hostile.Contact.Value = "'=cmd|' /C calc'!A0"
	hostile.Subject, hostile.Notes = "＝1+1", "'\n\"quoted\", and; more\n\n=1"
	hostile.Tags = []string{`\`, `a\;b`, ";", "@SUM"}
	want := []Ticket{full().Normal(), hostile.Normal()}
	for name, file := range written(t, want) {
		var rows []Row
		var err error
		if strings.HasPrefix(name, "csv") {
			rows, err = ReadCSV(file)
		} else {
			rows, err = ReadJSON(file)
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []Ticket
		for _, r := range rows {
			got = append(got, r.Ticket)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n got %+v\nwant %+v", name, got, want)
		}
	}
}

// written returns tickets in every kind of file.
func written(tb testing.TB, tickets []Ticket) map[string][]byte {
	tb.Helper()
	files := make(map[string][]byte)
	for name, write := range map[string]func(*bytes.Buffer) error{
		"csv":          func(b *bytes.Buffer) error { return WriteCSV(b, slices.Values(tickets), CSVOptions{}) },
		"csv, marked":  func(b *bytes.Buffer) error { return WriteCSV(b, slices.Values(tickets), CSVOptions{Mark: true}) },
		"json":         func(b *bytes.Buffer) error { return WriteJSON(b, slices.Values(tickets)) },
		"json, marked": func(b *bytes.Buffer) error { b.WriteString(sheet.Mark); return WriteJSON(b, slices.Values(tickets)) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			tb.Fatalf("%s: %v", name, err)
		}
		files[name] = b.Bytes()
	}
	return files
}

// TestCSVIsRFC4180: header, line ends, quotes, and the mark on request only.
func TestCSVIsRFC4180(t *testing.T) {
	w := whole()
	w.Summary = "two\nlines, \"quoted\""
	files := written(t, []Ticket{w})
	plain := string(files["csv"])
	if !strings.HasPrefix(plain, "ref,chat,driver,channel,form,created,opened,closed,handled,account,accountUnknown,") {
		t.Errorf("header: %.100s", plain)
	}
	if strings.Count(plain, "\r\n") != strings.Count(plain, "\n") {
		t.Error("a line does not end with CR LF")
	}
	if !strings.Contains(plain, "\"two\r\nlines, \"\"quoted\"\"\"") {
		t.Errorf("not quoted: %s", plain)
	}
	if got := string(files["csv, marked"]); got != "\xef\xbb\xbf"+plain {
		t.Errorf("marked: %.40q", got)
	}
}

// TestNoFormula: no cell of an export begins as a spreadsheet's formulas do,
// whatever strangers have typed.
func TestNoFormula(t *testing.T) {
	for _, evil := range []string{
		"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1", "＋1", "－1", "＠1", "−1", "﹦1",
		"'=1", "''=1", "\u200d=1", "\u200b=1", `=HYPERLINK("http://example.com")`, "\x00=1",
	} {
		w := whole()
		w.Contact.Value, w.Subject, w.Summary, w.Notes = evil, evil, evil, evil
		w.Tags, w.Escalated = []string{evil}, []string{evil}
		w.Assignee = chat.AgentID(strings.Map(func(c rune) rune {
			if c < ' ' {
				return -1
			}
			return c
		}, evil))
		cells, err := csv.NewReader(bytes.NewReader(written(t, []Ticket{w})["csv"])).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, cell := range cells[1] {
			c, _ := utf8.DecodeRuneInString(strings.TrimLeft(cell, " \u00a0\u200b\u200d"))
			if strings.ContainsRune("=+-@\t\r\n＝＋－＠−﹦\x00", c) && cell != "" {
				t.Errorf("%q: the cell %s is %q", evil, cells[0][i], cell)
			}
		}
	}
}

// TestFilesAreRefusedWhole: with the line, and with nothing taken.
func TestFilesAreRefusedWhole(t *testing.T) {
	const head = "ref,chat,handled,closed\r\n"
	ref := string(RefOf(RefTicket, "practice 1", now))
	for _, c := range []struct {
		file, want string
		read       func([]byte) ([]Row, error)
	}{
		{"", "line 1: the file is empty", ReadCSV},
		{"ref,chat\r\n", "line 1: the column handled is missing", ReadCSV},
		{"ref,chat,handled,colour\r\n", `line 1: the column "colour" is unknown or there twice`, ReadCSV},
		{"ref,chat,handled,Chat\r\n", `line 1: the column "Chat" is unknown or there twice`, ReadCSV},
		{head + "x,a,bot,\r\n", "line 2: ref is no ticket's number", ReadCSV},
		{head + ref + ",a,bot,\r\n" + ref + ",b,bot,\r\n", "line 3: ticket " + ref + " is in line 2 already", ReadCSV},
		{head + ref + ",a,bot,yesterday\r\n", "line 2: closed is not a time such as 2026-01-31T09:30:00.000Z", ReadCSV},
		{head + ref + ",a,bot,9999-12-31T23:59:59-23:00\r\n", "line 2: closed is no time before the year 10000", ReadCSV},
		{head + ref + ",a,cat,\r\n", "line 2: handled is none of nobody, bot, agent and both", ReadCSV},
		{head + ref + ",,bot,\r\n", "line 2: chat must be named", ReadCSV},
		{head + ref + ",a\r\n", "line 2: wrong number of fields", ReadCSV},
		{head + ref + ",\"a,bot,\r\n", "line 2: extraneous or missing \" in quoted-field", ReadCSV},
		{head + "\xff", "line 2: is not UTF-8; save the file as UTF-8", ReadCSV},
		{golden + "{\n", "line 2: is no ticket: unexpected EOF", ReadJSON},
		{"\n\n[]\n", "line 3: is no ticket: json: cannot unmarshal array into Go value of type ticket.Ticket", ReadJSON},
		{`{"reff":"x"}`, `line 1: is no ticket: json: unknown field "reff"`, ReadJSON},
		{"null", "line 1: ref is no ticket's number", ReadJSON},
		{strings.TrimSpace(golden) + " {}", "line 1: has more than one ticket", ReadJSON},
		{golden + golden, "line 2: ticket " + ref + " is in line 1 already", ReadJSON},
		{strings.Replace(golden, `"fcr":"yes"`, `"fcr":"maybe"`, 1), "line 1: fcr is neither yes nor no", ReadJSON},
		{strings.Replace(golden, `"byRule":["fcr"`, `"byRule":["magic"`, 1), `line 1: byRule names "magic", which is no field`, ReadJSON},
		{strings.Replace(golden, `{"value":"Asha"}`, `{"value":"Asha","unknown":"why"}`, 1), "line 1: contact has a value and a reason why it has none", ReadJSON},
	} {
		rows, err := c.read([]byte(c.file))
		var file *FileError
		if rows != nil || !errors.As(err, &file) || !errors.Is(err, sheet.ErrFile) || err.Error() != c.want {
			t.Errorf("%.60q: %d rows, %v; want %s", c.file, len(rows), err, c.want)
		}
	}
}

// TestCSVOfPeople: columns in another order, and those that are not needed left
// out.
func TestCSVOfPeople(t *testing.T) {
	ref := RefOf(RefTicket, "a", now)
	rows, err := ReadCSV([]byte(" Handled ,CHAT,ref,topics,closed,phone\nbot,a," + string(ref) + ",waba; login,2026-11-22T15:30:00+05:30,'+442079460123\n"))
	if err != nil || len(rows) != 1 {
		t.Fatal(rows, err)
	}
	want := Ticket{Ref: ref, Chat: "a", Handled: HandledBot, Topics: []ChoiceID{"login", "waba"}, Closed: 1795341600000, Phone: Answer{Value: "+442079460123"}}
	expectSame(t, "row", rows[0], Row{2, want})
}

// TestWritersStop: at a ticket that could not be read back.
func TestWritersStop(t *testing.T) {
	w := whole()
	w.Assignee = "a\nb"
	for _, err := range []error{
		WriteCSV(new(bytes.Buffer), slices.Values([]Ticket{w}), CSVOptions{}), WriteJSON(new(bytes.Buffer), slices.Values([]Ticket{w})),
	} {
		if !errors.Is(err, ErrShape) || !strings.HasSuffix(err.Error(), `of chat "practice 1": assignee has a control character`) {
			t.Error(err)
		}
	}
}
