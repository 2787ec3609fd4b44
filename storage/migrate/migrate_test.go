package migrate

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

func noon() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }

// Every step has a row here; TestEveryStepHasAFixture sees to it.
var fixtures = []struct {
	to            uint32
	before, after string
}{
	{to: 1, before: "v0.txt", after: "v1.txt"},
	{to: 2, before: "v1.txt", after: "v2.txt"},
	{to: 3, before: "v2.txt", after: "v3.txt"},
}

func TestSteps(t *testing.T) {
	for _, f := range fixtures {
		t.Run(f.before, func(t *testing.T) {
			db := load(t, f.before)
			before := dump(t, db)
			r, err := Run(db, Options{Now: noon(), Steps: Steps()[:f.to]})
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(filepath.Join("testdata", f.after))
			if err != nil {
				t.Fatal(err)
			}
			if got := dump(t, db); got != string(want) {
				t.Errorf("after the step:\n%s\nwant:\n%s", got, want)
			}
			if r.From != f.to-1 || r.To != f.to || filepath.Base(r.Backup) != fmt.Sprintf("desk.db.v%d-20260301T120000Z.bak", f.to-1) {
				t.Errorf("result %+v", r)
			}
			if got := dump(t, open(t, r.Backup)); got != before {
				t.Errorf("the backup is not the file as it was:\n%s", got)
			}
			// Once more is nothing.
			if again, err := Run(db, Options{Now: noon(), Steps: Steps()[:f.to]}); err != nil || again.Backup != "" || again.From != f.to {
				t.Errorf("running again: %+v, %v", again, err)
			}
		})
	}
}

func TestEveryStepHasAFixture(t *testing.T) {
	for i, s := range Steps() {
		if s.To != uint32(i+1) || s.Name == "" || s.Apply == nil { //nolint:gosec // G115: a handful
			t.Errorf("step %d is %+v: steps are in order, one for each version", i, s)
		}
		if i >= len(fixtures) || fixtures[i].to != s.To {
			t.Errorf("step %d has no fixture", s.To)
		}
	}
}

// latestVersion is what a file of today's version holds. It is spelt out, so
// that a change of the form in which versions are written shows.
func latestVersion() []byte { return []byte{0, 0, 0, 3, 0x5b, 0x37, 0xb8, 0x33} }

func TestNewFileStartsAtTheLatestVersion(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "desk.db"))
	prepare := func(tx *bbolt.Tx) error { _, err := tx.CreateBucket([]byte("mine")); return err }
	r, err := Run(db, Options{Now: noon(), Prepare: prepare})
	if err != nil || r.From != Latest() || r.To != Latest() || r.Backup != "" {
		t.Fatalf("%+v, %v", r, err)
	}
	if got, want := dump(t, db), fmt.Sprintf("meta\n\t\"version\" = %s\nmine\n", quote(latestVersion())); got != want {
		t.Fatalf("a new file:\n%s", got)
	}
}

func TestNewerFileIsRefusedAndNotTouched(t *testing.T) {
	db := load(t, "v1.txt")
	if err := db.Update(func(tx *bbolt.Tx) error { return setVersion(tx, 7) }); err != nil {
		t.Fatal(err)
	}
	before := dump(t, db)
	for op, err := range map[string]error{
		"CheckVersion": CheckVersion(db),
		"Run":          func() error { _, err := Run(db, Options{Now: noon()}); return err }(),
	} {
		var newer *NewerError
		if !errors.As(err, &newer) || newer.Have != 7 || newer.Know != Latest() {
			t.Errorf("%s returned %v", op, err)
		}
	}
	if got := dump(t, db); got != before || len(files(t, db)) != 0 {
		t.Errorf("touched:\n%s\n%q", got, files(t, db))
	}
}

// A step that fails, on trial or in earnest, leaves the file as it was and a
// backup beside it.
func TestFailingStepChangesNothing(t *testing.T) {
	boom := errors.New("boom")
	for failing := 1; failing <= 2; failing++ {
		db := load(t, "v0.txt")
		before := dump(t, db)
		runs := 0
		_, err := Run(db, Options{Now: noon(), Steps: []Step{Steps()[0], {To: 2, Name: "fail", Apply: func(tx *bbolt.Tx) error {
			if runs++; runs == failing {
				return boom
			}
			return tx.DeleteBucket([]byte("drafts"))
		}}}})
		var step *StepError
		if !errors.Is(err, boom) || !errors.As(err, &step) || step.To != 2 {
			t.Errorf("run %d: %v", failing, err)
		}
		if got := dump(t, db); got != before {
			t.Errorf("run %d left:\n%s", failing, got)
		}
		if n := len(files(t, db)); n != 1 {
			t.Errorf("run %d: %d files beside it, want the backup", failing, n)
		}
	}
}

func TestTrialComesFirst(t *testing.T) {
	db := load(t, "v0.txt")
	var seen []bool
	_, err := Run(db, Options{Now: noon(), Steps: []Step{{To: 1, Name: "look", Apply: func(tx *bbolt.Tx) error {
		seen = append(seen, tx.Bucket([]byte("trace")) != nil)
		_, err := tx.CreateBucketIfNotExists([]byte("trace"))
		return err
	}}}})
	if err != nil || !slices.Equal(seen, []bool{false, false}) {
		t.Fatalf("the step saw its own trace: %v, %v", seen, err)
	}
}

func TestNewestTwoBackupsStay(t *testing.T) {
	db := load(t, "v0.txt")
	for i := range 4 {
		// The version in the name goes down as the time goes up, so that only one can be what counts.
		if _, err := backup(db, uint32(20-i*6), noon().Add(time.Duration(i)*time.Hour)); err != nil { //nolint:gosec // G115: small
			t.Fatal(err)
		}
	}
	other := db.Path() + ".very-own.bak"
	if err := os.WriteFile(other, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := prune(db.Path()); err != nil {
		t.Fatal(err)
	}
	want := []string{"desk.db.v2-20260301T150000Z.bak", "desk.db.v8-20260301T140000Z.bak", filepath.Base(other)}
	if got := files(t, db); !slices.Equal(got, want) {
		t.Fatalf("left are %q, want %q", got, want)
	}
}

func TestUnreadableVersionIsAnError(t *testing.T) {
	db := load(t, "v1.txt")
	if err := db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(bucketMeta).Put(keyVersion, []byte("x")) }); err != nil {
		t.Fatal(err)
	}
	if err := CheckVersion(db); !errors.Is(err, ErrVersion) {
		t.Fatalf("CheckVersion returned %v", err)
	}
}

// FuzzToV1 gives the frozen codec whatever a file might hold: it may refuse,
// it must not panic, and it must not leave the old layout behind as done.
func FuzzToV1(f *testing.F) {
	f.Add([]byte("chat-1\x00\x00\x00\x00\x00\x00\x00\x00\x05"), []byte(`{"n":5}`), []byte(`{"floor":"hub"}`))
	f.Add([]byte("short"), []byte(nil), []byte(`{`))
	f.Add([]byte("a\x00b\x00reply"), []byte("text"), []byte(`{"at":-1}`))
	path := filepath.Join(f.TempDir(), "desk.db")
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{NoSync: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = db.Close() })
	f.Fuzz(func(t *testing.T, k, v, position []byte) {
		if len(k) == 0 || len(k) > 4096 {
			return
		}
		rolledBack := errors.New("done")
		err := db.Update(func(tx *bbolt.Tx) error {
			for _, name := range []string{"events", "drafts", "settings", "position"} {
				b, err := tx.CreateBucket([]byte(name))
				if err != nil {
					return err
				}
				if name == "position" {
					k, v = []byte("position"), position
				}
				if err := b.Put(k, v); err != nil {
					return err
				}
			}
			if toV1(tx) == nil && tx.Bucket([]byte("position")) != nil {
				t.Error("the old bucket is still there")
			}
			return rolledBack
		})
		if !errors.Is(err, rolledBack) {
			t.Fatal(err)
		}
	})
}
