package dispatch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Without a file nothing goes out, and the screen says so; what is kept meanwhile does
// not go later. A file that cannot be understood lets nothing out, and loses nothing.
func TestSettingsComeAndGo(t *testing.T) {
	r := newRig(t, "")
	said := func(part string) {
		t.Helper()
		if o, err := r.Outgoing(t.Context()); err != nil || !strings.Contains(strings.Join(o.Words, "\n"), part) {
			t.Errorf("%q is not in %q, %v", part, o.Words, err)
		}
	}
	r.endChat(aTicket("c1"))
	r.catchUp()
	said("has no file out.toml")
	if n := len(r.Dispatcher.courier.Pending()); n != 0 {
		t.Errorf("%d parcels", n)
	}
	if n, _ := r.store.Tickets(); n != 1 {
		t.Errorf("%d tickets are kept", n)
	}
	r.settings("[[hook]]\nname = \"desk\"\nsecret = \"swordfish, swordfish\"\nurl = \"http://tickets.example.com\"\n")
	r.endChat(aTicket("c2"))
	r.catchUp()
	said("webhook 1: a webhook has to go by https")
	if n, _ := r.store.Tickets(); n != 2 || len(r.Dispatcher.courier.Pending()) != 0 {
		t.Errorf("%d tickets are kept", n)
	}
	r.close() // a start with a file that nobody understands
	r.open()
	r.catchUp()
	r.settings(outToml("https://tickets.example.com/", "127.0.0.1:1"))
	r.catchUp()
	if n := len(r.Dispatcher.courier.Pending()); n != 2 {
		t.Errorf("%d parcels", n) // of the second ticket, and not of the first
	}
	r.settings("this = is [ no TOML \"swordfish\"")
	r.endChat(aTicket("c3"))
	r.catchUp()
	said("line 1, column")
	said("What it said before holds")
	if n := len(r.Dispatcher.courier.Pending()); n != 4 {
		t.Errorf("%d parcels", n)
	}
	if err := os.Chmod(filepath.Join(r.dir, SettingsName), 0o644); err != nil {
		t.Fatal(err)
	}
	r.Dispatcher.settings.look()
	said("make its mode 0600")
	r.settings("nonsense = 1\n")
	if err := os.Chmod(filepath.Join(r.dir, SettingsName), 0o600); err != nil {
		t.Fatal(err)
	}
	r.Dispatcher.settings.look()
	said("line 1 says something that is not known")
	r.edition.Tickets.Hook = "other"
	said("no webhook of that name")
	if strings.Contains(r.log.String(), "swordfish") {
		t.Error("a secret is in the log")
	}
}
