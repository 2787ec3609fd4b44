package backends

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// kept is a keychain in memory.
type kept struct {
	all  map[string]string
	fail error
}

func (k *kept) Get(_ context.Context, name string) (string, bool, error) {
	v, ok := k.all[name]
	return v, ok, k.fail
}

func (k *kept) Set(_ context.Context, name, value string) error {
	if k.fail == nil {
		k.all[name] = value
	}
	return k.fail
}

func (k *kept) Delete(_ context.Context, name string) error {
	if k.fail == nil {
		delete(k.all, name)
	}
	return k.fail
}

func newKept() *kept { return &kept{all: make(map[string]string)} }

// answered returns good answers to every question of a vendor.
func answered(v *Vendor) Answers {
	a := make(Answers)
	for _, q := range v.Questions {
		switch {
		case q.Optional:
		case len(q.Choices) > 0:
			a[q.Key] = q.Choices[len(q.Choices)-1]
		case q.Example != "":
			a[q.Key] = q.Example
		default:
			a[q.Key] = "secret-of-" + q.Key
		}
	}
	return a
}

// What is saved is what is read again, for every vendor, and no secret is in the file.
func TestWhatIsSavedIsRead(t *testing.T) {
	dir, keychain := t.TempDir(), newKept()
	b := NewBook(dir, keychain)
	if all, err := b.Entries(); err != nil || len(all) != 0 {
		t.Fatalf("a hub without a file has %v, %v", all, err)
	}
	for _, v := range Vendors() {
		e := Entry{Vendor: v.Name, Answers: answered(&v), Agents: map[string]chat.AgentID{"5": "asha"}, Teams: map[string]string{"Sales": "billing"}}
		if err := b.Save(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	nothingSecret(t, filepath.Join(dir, FileName))
	all, err := NewBook(dir, keychain).Entries()
	if err != nil || len(all) != len(Vendors()) {
		t.Fatalf("%d backends are read: %v", len(all), err)
	}
	for i, v := range Vendors() {
		got, err := b.Answers(t.Context(), all[i])
		if err != nil || !maps.Equal(got, answered(&v)) {
			t.Errorf("%s: %v, %v; want %v", v.Name, got, err, answered(&v))
		}
		if all[i].Agents["5"] != "asha" || all[i].Teams["Sales"] != "billing" {
			t.Errorf("%s: people %v and teams %v", v.Name, all[i].Agents, all[i].Teams)
		}
	}
}

// A driver is made of what was saved, and has the name that stands in the log.
func TestDriversOfABook(t *testing.T) {
	b := NewBook(t.TempDir(), newKept())
	for _, v := range Vendors() {
		if err := b.Save(t.Context(), Entry{Vendor: v.Name, Answers: answered(&v)}); err != nil {
			t.Fatal(err)
		}
	}
	drivers, err := b.Drivers(t.Context(), Env{Now: time.Now})
	if err != nil || len(drivers) != len(Vendors()) {
		t.Fatalf("%d drivers: %v", len(drivers), err)
	}
	for i, v := range Vendors() {
		if drivers[i].Name() != v.Name {
			t.Errorf("the driver of %s is called %s, and its chats would be nobody's", v.Name, drivers[i].Name())
		}
	}
}

// nothingSecret sees that the file has no secret and may be read by its owner only.
func nothingSecret(t *testing.T, path string) {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(file), "secret-of-") {
		t.Errorf("a secret is in the file:\n%s", file)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file may be read by others: %v, %v", info.Mode(), err)
	}
}

// Two hubs of one person have their own secrets, although there is one keychain.
func TestTwoHubsShareAKeychain(t *testing.T) {
	keychain := newKept()
	v, _ := VendorOf("chatwoot")
	for range 2 {
		if err := NewBook(t.TempDir(), keychain).Save(t.Context(), Entry{Vendor: v.Name, Answers: answered(&v)}); err != nil {
			t.Fatal(err)
		}
	}
	if len(keychain.all) != 2 {
		t.Errorf("%d secrets are kept, want one for each hub", len(keychain.all))
	}
}

func TestForgetting(t *testing.T) {
	dir, keychain := t.TempDir(), newKept()
	b := NewBook(dir, keychain)
	for _, v := range Vendors() {
		if err := b.Save(t.Context(), Entry{Vendor: v.Name, Answers: answered(&v)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Remove(t.Context(), "crisp"); err != nil {
		t.Fatal(err)
	}
	all, err := b.Entries()
	if err != nil || len(all) != 2 {
		t.Fatalf("%v, %v", all, err)
	}
	for name := range keychain.all {
		if strings.Contains(name, "crisp") {
			t.Error("a secret of Crisp's is still there")
		}
	}
}

// A keychain that says no leaves the file as it was; nothing of a secret is in an error.
func TestAKeychainThatSaysNo(t *testing.T) {
	dir, keychain := t.TempDir(), newKept()
	keychain.fail = errors.New("locked")
	v, _ := VendorOf("livehelperchat")
	err := NewBook(dir, keychain).Save(t.Context(), Entry{Vendor: v.Name, Answers: answered(&v)})
	if err == nil || strings.Contains(err.Error(), "secret-of-") {
		t.Errorf("the error is %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, FileName)); err == nil {
		t.Error("there is a file that names a backend without credentials")
	}
}

// What a person writes into the file by hand is understood, or refused with a sentence
// that says where.
func TestFilesByHand(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"numbers", "id = 'x'\n[chatwoot]\nurl = 'https://c.example.com'\naccount = 3\n", ""},
		{"a secret", "id = 'x'\n[chatwoot]\ntoken = 'abc'\n", "has to be taken out of this file"},
		{"a stranger", "id = 'x'\n[tiledesk]\nurl = 'https://c.example.com'\n", "[tiledesk]: there is no such backend"},
		{"a stranger's answer", "id = 'x'\n[crisp]\ncolour = 'red'\n", `nothing is known about "colour"`},
		{"no table", "id = 'x'\nchatwoot = 3\n", "[chatwoot]: it has to be a table"},
		{"agents", "id = 'x'\n[crisp]\nagents = 3\n", "agents is a table"},
		{"no id", "[crisp]\n", "it has no id"},
		{"nonsense", "id = 'x'\n[crisp\n", "line 2, column 7"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := parse([]byte(c.file))
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("%v, want %q", err, c.want)
			}
			if err != nil && strings.Contains(err.Error(), "abc") {
				t.Errorf("the secret is in the error: %v", err)
			}
		})
	}
}

// A floor must not silently miss a backend whose credentials have gone.
func TestNoDriverWithoutItsSecret(t *testing.T) {
	dir, keychain := t.TempDir(), newKept()
	b := NewBook(dir, keychain)
	v, _ := VendorOf("chatwoot")
	if err := b.Save(t.Context(), Entry{Vendor: v.Name, Answers: answered(&v)}); err != nil {
		t.Fatal(err)
	}
	clear(keychain.all)
	if _, err := b.Drivers(t.Context(), Env{Now: time.Now}); err == nil || !strings.Contains(err.Error(), "floorhub connect chatwoot") {
		t.Errorf("%v", err)
	}
}

func TestAnswers(t *testing.T) {
	for _, v := range Vendors() {
		if _, err := v.Complete(answered(&v)); err != nil {
			t.Errorf("%s: %v", v.Name, err)
		}
		for _, q := range v.Questions {
			a := answered(&v)
			delete(a, q.Key)
			_, err := v.Complete(a)
			if asked := !q.Optional && len(q.Choices) == 0; (err != nil) != asked {
				t.Errorf("%s without %s: %v", v.Name, q.Key, err)
			}
			a[q.Key] = "first\nsecond"
			if _, err := v.Complete(a); err == nil || strings.Contains(err.Error(), "second") {
				t.Errorf("%s, %s with a line break: %v", v.Name, q.Key, err)
			}
		}
	}
	if _, err := VendorOf("tiledesk"); !errors.Is(err, ErrNoVendor) {
		t.Error(err)
	}
}

func TestSubjectsByNumber(t *testing.T) {
	got, err := numbered(" refund = 2, vip=5 ,")
	if err != nil || !maps.Equal(got, map[string]int64{"refund": 2, "vip": 5}) {
		t.Errorf("%v, %v", got, err)
	}
	for _, bad := range []string{"refund", "=2", "refund=two", "refund=-1"} {
		if _, err := numbered(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

func FuzzFile(f *testing.F) {
	f.Add([]byte("id = 'x'\n[chatwoot]\nurl = 'https://c.example.com'\n[chatwoot.agents]\n5 = 'asha'\n"))
	f.Add([]byte("id = 'x'\n[crisp]\ntier = 'plugin'\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, err := parse(raw)
		if err != nil {
			return
		}
		dir := t.TempDir()
		b := NewBook(dir, newKept())
		if err := b.write(c); err != nil {
			t.Fatal(err)
		}
		again, err := b.Entries()
		if err != nil || len(again) != len(c.entries) {
			t.Fatalf("%v, %v", again, err)
		}
	})
}
