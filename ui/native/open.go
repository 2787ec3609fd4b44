package native

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"
	"unicode"
)

// ErrLink says that a link is not one that may be opened.
var ErrLink = errors.New("this link cannot be opened")

// LinkError says why.
type LinkError struct {
	Reason string
	Err    error
}

// Error returns the reason in words.
func (e *LinkError) Error() string { return e.Err.Error() + ": " + e.Reason }

// Unwrap returns [ErrLink].
func (e *LinkError) Unwrap() error { return e.Err }

func badLink(reason string) error { return &LinkError{Reason: reason, Err: ErrLink} }

// maxLink is the longest link in bytes.
const maxLink = 2048

// Link is a link that may be opened.
type Link struct {
	url string
	// Where is what a person must see before they agree: the real host of a
	// web page, the address of a mail, the number of a call.
	Where string
}

// ParseLink allows http, https, mailto and tel, and nothing else. A web link
// needs a host, in ASCII, and may not hide it behind a user name; a mail has one address
// and, of its fields, subject and body only, because some mail programs
// would attach a file that a link names; a number has digits and separators.
func ParseLink(raw string) (Link, error) {
	if len(raw) > maxLink {
		return Link{}, badLink("it is too long")
	}
	if strings.ContainsFunc(raw, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) || r == '\\' }) {
		return Link{}, badLink("it has characters that no link has")
	}
	u, err := url.Parse(raw)
	if err != nil {
		return Link{}, badLink("it is malformed")
	}
	switch u.Scheme {
	case "http", "https":
		return webLink(u)
	case "mailto":
		return mailLink(u)
	case "tel":
		return telLink(u)
	}
	return Link{}, badLink("only web pages, mail addresses and phone numbers can be")
}

func webLink(u *url.URL) (Link, error) {
	if u.Opaque != "" || u.Hostname() == "" {
		return Link{}, badLink("it has no host")
	}
	if u.User != nil {
		return Link{}, badLink("it hides its host behind a user name")
	}
	host, err := asciiHost(u.Hostname())
	if err != nil {
		return Link{}, err
	}
	shown := host
	if strings.Contains(host, ":") {
		shown = "[" + host + "]"
	}
	if p := u.Port(); p != "" {
		shown += ":" + p
	}
	u.Host = shown
	return Link{url: u.String(), Where: shown}, nil
}

func mailLink(u *url.URL) (Link, error) {
	to, err := url.PathUnescape(u.Opaque)
	if err != nil {
		return Link{}, badLink("it is malformed")
	}
	a, err := mail.ParseAddress(to)
	if err != nil || a.Address != to || strings.HasPrefix(to, "-") {
		return Link{}, badLink("it has no plain mail address")
	}
	q := make([]string, 0, 2)
	given := u.Query()
	for _, field := range []string{"subject", "body"} {
		if v := given.Get(field); v != "" {
			q = append(q, field+"="+strings.ReplaceAll(url.QueryEscape(v), "+", "%20"))
		}
	}
	clean := url.URL{Scheme: "mailto", Opaque: url.PathEscape(to), RawQuery: strings.Join(q, "&")}
	return Link{url: clean.String(), Where: to}, nil
}

func telLink(u *url.URL) (Link, error) {
	digits := 0
	for _, r := range u.Opaque {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune("+-.()", r):
			return Link{}, badLink("it has no plain phone number")
		}
	}
	if digits == 0 || digits > 20 || u.RawQuery != "" || strings.HasPrefix(u.Opaque, "-") {
		return Link{}, badLink("it has no plain phone number")
	}
	return Link{url: (&url.URL{Scheme: "tel", Opaque: u.Opaque}).String(), Where: u.Opaque}, nil
}

// Call is a program to start: no shell, no word of it made from a stranger's
// text but a link that [ParseLink] has allowed.
type Call struct {
	Name string
	Args []string
	Env  []string // beside the program's own, such as "KEY=value"
}

// Runner starts a program and waits for its end, so that none is left as a
// zombie. It returns when ctx ends, too.
type Runner func(context.Context, Call) error

// Run is the Runner of the system.
func Run(ctx context.Context, c Call) error {
	cmd := exec.CommandContext(ctx, c.Name, c.Args...) // #nosec G204 -- names are constants here; arguments are constants, our own files, or a Link.
	cmd.Env = slices.Concat(os.Environ(), c.Env)
	cmd.WaitDelay = time.Second
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", c.Name, err)
	}
	return nil
}

// Opener opens links. The zero value uses the system.
type Opener struct {
	Runner Runner
	GOOS   string
}

// Open opens the link in the user's own program and returns at once. Done may
// be nil; else it is called from another goroutine with the result. On Linux a
// missing handler is not always an error, so a number must also offer Copy.
//
// There is no time-out: some openers live as long as the program they
// started. Ctx ending kills the opener.
func (o Opener) Open(ctx context.Context, l Link, done func(error)) {
	run, goos := o.Runner, o.GOOS
	if run == nil {
		run = Run
	}
	if goos == "" {
		goos = runtime.GOOS
	}
	go func() {
		err := error(badLink("it is empty"))
		if l.url != "" {
			err = run(ctx, opening(goos, l.url))
		}
		if done != nil {
			done(err)
		}
	}()
}

// opening is the program for a link. Every link begins with its scheme, so
// none can be an option.
func opening(goos, link string) Call {
	switch goos {
	case "windows":
		return Call{Name: "rundll32", Args: []string{"url.dll,FileProtocolHandler", link}}
	case "darwin":
		return Call{Name: "open", Args: []string{link}}
	}
	return Call{Name: "xdg-open", Args: []string{link}}
}
