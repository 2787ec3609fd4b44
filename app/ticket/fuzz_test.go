package ticket

import (
	"reflect"
	"testing"
)

// checkRead: what was read can be kept, and comes back the same from every file.
func checkRead(t *testing.T, rows []Row) {
	t.Helper()
	var want []Ticket
	for _, r := range rows {
		if err := r.Check(); err != nil {
			t.Fatalf("line %d was taken: %v", r.Line, err)
		}
		want = append(want, r.Ticket)
	}
	files := written(t, want)
	for name, read := range map[string]func([]byte) ([]Row, error){"csv": ReadCSV, "json": ReadJSON} {
		again, err := read(files[name])
		if err != nil {
			t.Fatalf("%s: %v in\n%s", name, err, files[name])
		}
		for i := range again {
			if !reflect.DeepEqual(again[i].Ticket, want[i]) {
				t.Fatalf("%s:\n got %+v\nwant %+v", name, again[i].Ticket, want[i])
			}
		}
		if len(again) != len(want) {
			t.Fatalf("%s: %d of %d tickets", name, len(again), len(want))
		}
	}
}

func FuzzReadCSV(f *testing.F) {
	for _, file := range written(f, []Ticket{full(), whole()}) {
		f.Add(file)
	}
	f.Add([]byte("ref,chat,handled,tags,notes\nTK-261122-1FVQ-QGZ7-P9F1,a,bot,\\;;a;,\"'\n=1\"\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if rows, err := ReadCSV(file); err == nil {
			checkRead(t, rows)
		}
	})
}

func FuzzReadJSON(f *testing.F) {
	f.Add([]byte(golden))
	f.Add([]byte(`{"ref":"TK-261122-1FVQ-QGZ7-P9F1","chat":"a","form":0,"created":0,"handled":"bot","tags":[" ","\\",";"]}`))
	f.Fuzz(func(t *testing.T, file []byte) {
		if rows, err := ReadJSON(file); err == nil {
			checkRead(t, rows)
		}
	})
}
