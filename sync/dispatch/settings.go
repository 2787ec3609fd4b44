package dispatch

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/pelletier/go-toml/v2"

	"floorwalker/sync/courier"
)

// SettingsName is the name of the file in the hub's folder.
const SettingsName = "out.toml"

// settings are what out.toml says, read again when it changes.
type settings struct {
	path string

	mu    sync.Mutex // guards what follows
	seen  stamp
	state settingsState
	words string // why the newest file is not used
	hooks map[string]courier.Hook
	relay *courier.Relay
}

type settingsState uint8

const (
	settingsAbsent settingsState = iota // there is no file: nothing is to go out
	settingsGood
	settingsBad // there is one, and nobody knows what it wants
)

// stamp tells one version of a file from another.
type stamp struct {
	there bool
	size  int64
	mod   time.Time
	mode  fs.FileMode
}

// outFile is the file's form.
type outFile struct {
	Hook  []outHook `toml:"hook"`
	Relay *outRelay `toml:"relay"`
}

type outHook struct {
	Name      string `toml:"name"`
	URL       string `toml:"url"`
	Secret    string `toml:"secret"`
	OldSecret string `toml:"old_secret"`
}

type outRelay struct {
	Host     string `toml:"host"`
	Port     int    `toml:"port"`
	TLS      string `toml:"tls"`
	User     string `toml:"user"`
	Password string `toml:"password"`
	From     string `toml:"from"`
	Name     string `toml:"name"`
}

// look reads the file if it is another one than before, and reports whether what
// is to be used has changed.
func (s *settings) look() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	now, err := stampOf(s.path)
	if err == nil && now == s.seen {
		return false
	}
	s.seen = now
	if err == nil && !now.there {
		was := s.state
		s.state, s.words, s.hooks, s.relay = settingsAbsent, "", nil, nil
		return was != settingsAbsent
	}
	if err == nil {
		err = s.load(now)
	}
	if err == nil {
		s.state, s.words = settingsGood, ""
		return true
	}
	// What was understood before goes on, if there was anything.
	s.words = fmt.Sprintf("The file %s is not used: %v.", SettingsName, err)
	if s.state != settingsGood {
		s.state = settingsBad
	}
	return false
}

func stampOf(path string) (stamp, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return stamp{}, nil
	case err != nil:
		return stamp{}, errors.New("it cannot be looked at")
	}
	return stamp{true, info.Size(), info.ModTime(), info.Mode()}, nil
}

// maxSettings is the size in bytes of the longest file that is read.
const maxSettings = 1 << 20

func (s *settings) load(st stamp) error {
	switch {
	case !st.mode.IsRegular() || st.size > maxSettings:
		return errors.New("it is no file of settings")
	case runtime.GOOS != "windows" && st.mode.Perm()&0o077 != 0:
		return errors.New("other people on this machine may read it; make its mode 0600")
	}
	b, err := os.ReadFile(s.path)
	if err != nil {
		return errors.New("it cannot be read")
	}
	hooks, relay, err := parse(b)
	if err != nil {
		return err
	}
	s.hooks, s.relay = hooks, relay
	return nil
}

// parse reads the file's text.
func parse(b []byte) (map[string]courier.Hook, *courier.Relay, error) {
	var f outFile
	if err := toml.NewDecoder(bytes.NewReader(b)).DisallowUnknownFields().Decode(&f); err != nil {
		return nil, nil, where(err)
	}
	hooks, err := f.hooks()
	if err != nil {
		return nil, nil, err
	}
	relay, err := f.relay()
	return hooks, relay, err
}

// where says at which place a file is no TOML, and not what stands there: it may be
// a password.
func where(err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		row, _ := strict.Errors[0].Position()
		return fmt.Errorf("line %d says something that is not known", row)
	}
	var d *toml.DecodeError
	if errors.As(err, &d) {
		row, col := d.Position()
		return fmt.Errorf("line %d, column %d cannot be understood", row, col)
	}
	return errors.New("it cannot be understood")
}

func (f *outFile) hooks() (map[string]courier.Hook, error) {
	all := make(map[string]courier.Hook, len(f.Hook))
	for i, h := range f.Hook {
		if _, twice := all[h.Name]; h.Name == "" || twice || len(h.Name) > courier.MaxName {
			return nil, fmt.Errorf("webhook %d needs a name of its own", i+1)
		}
		hook := courier.Hook{URL: h.URL}
		for _, secret := range []string{h.Secret, h.OldSecret} {
			if secret != "" {
				hook.Secrets = append(hook.Secrets, courier.Secret(secret))
			}
		}
		if err := hook.Check(); err != nil {
			return nil, fmt.Errorf("webhook %d: %w", i+1, err)
		}
		all[h.Name] = hook
	}
	return all, nil
}

func (f *outFile) relay() (*courier.Relay, error) {
	r := f.Relay
	if r == nil {
		return nil, nil
	}
	if r.TLS != "" && r.TLS != "starttls" && r.TLS != "implicit" {
		return nil, errors.New("tls of the mail server is neither starttls nor implicit")
	}
	relay := &courier.Relay{
		Address: net.JoinHostPort(r.Host, strconv.Itoa(r.Port)), ImplicitTLS: r.TLS == "implicit",
		From: r.From, Name: r.Name, User: r.User,
	}
	if r.Password != "" {
		relay.Password = courier.Secret(r.Password)
	}
	if err := relay.Check(); err != nil {
		return nil, err
	}
	return relay, nil
}

// hook is courier.Config's Hook.
func (s *settings) hook(name string) (courier.Hook, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h, ok := s.hooks[name]
	h.Secrets = slices.Clone(h.Secrets)
	return h, ok
}

// mail is courier.Config's Relay.
func (s *settings) mail() (courier.Relay, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.relay == nil {
		return courier.Relay{}, false
	}
	return *s.relay, true
}

// now returns the state, and words if the newest file is not used.
func (s *settings) now() (settingsState, string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state, s.words
}
