package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"floorwalker/app/chat"
)

// Files is the way to the bytes that are attached to messages; they never travel
// with events (E-ACT-06, V-ATT-01). Its methods wait for the hub and are called from
// goroutines of the desk's.
type Files interface {
	// Upload sends size bytes for a chat and returns how a message speaks of
	// them. Errors are sentences for people.
	Upload(ctx context.Context, id chat.ChatID, name string, size int64, r io.Reader) (chat.File, error)
	// Open returns the bytes of a hash; reading ends in an error if they are
	// others. The caller closes it.
	Open(ctx context.Context, hash string) (io.ReadCloser, error)
	// Library returns the team's own files, by name.
	Library(ctx context.Context) ([]chat.File, error)
}

// ErrAway says that there is no connection to the hub.
var ErrAway = errors.New("The hub cannot be reached now; this has to wait until it is back.") //nolint:staticcheck,revive // ST1005: it is shown as it is

// errNoFile refuses what is no file that can be sent.
var errNoFile = errors.New("Only a file can be attached, not a folder or a device.") //nolint:staticcheck,revive // ST1005: it is shown as it is

// errEmptyFile refuses what has nothing in it.
var errEmptyFile = errors.New("The file is empty.") //nolint:staticcheck,revive // ST1005: it is shown as it is

// errCancelled says that the person has taken the file away again.
var errCancelled = errors.New("The upload was cancelled.") //nolint:staticcheck,revive // ST1005: it is shown as it is

// DraftFile is the kind of the draft that keeps the path of a file until it has been
// sent with a line.
const DraftFile = "file"

// Attachment is what somebody wants to send with a line: a file of this computer, or
// one of the team's library, which is at the hub already.
type Attachment struct {
	// Path is that of a file; it is ignored if Library is set.
	Path    string
	Library *chat.File
}

// Attaching is how far an attachment is. The last one of each has a File or an Err.
type Attaching struct {
	Chat chat.ChatID
	Name string
	// Sent of Size bytes are on their way; Size is unknown, and nought, for what
	// cannot be opened.
	Sent, Size int64
	// File is set when it is at the hub and may go with a line.
	File *chat.File
	// Err is a sentence that says why it is not attached. The path stays in the
	// draft, so that it can be tried again.
	Err error
}

// AttachFile brings a file to the hub and calls back, from a goroutine of its own, as it
// gets on and at the end. What is larger than the policy allows in the chat's channel
// is refused before a byte is sent, wherever it comes from. The message itself
// is [Desk.Say] with the file. cancel gives it up.
func (d *Desk) AttachFile(id chat.ChatID, what Attachment, got func(Attaching)) (cancel func()) {
	ctx, cancel := context.WithCancel(d.errands.ctx)
	d.do(func() {
		u := &upload{id: id, of: d.errands.files, got: got, limit: int64(d.edition.Policy.Upload.Max)}
		if c := d.floor.Chat(id); c != nil {
			u.limit = int64(d.edition.UploadMax(c.Channel))
		}
		if !d.live {
			u.of = nil
		}
		d.errands.work.Go(func() {
			defer cancel()
			u.run(ctx, what)
		})
	})
	return cancel
}

// upload is one file on its way to the hub.
type upload struct {
	id    chat.ChatID
	of    Files // nil without a connection
	limit int64 // in bytes
	got   func(Attaching)

	name string
	size int64

	mu   sync.Mutex // guards what follows: a connection may read on behind its answer
	sent int64
	told int64
	over bool
}

func (u *upload) run(ctx context.Context, what Attachment) {
	f, err := u.bring(ctx, what)
	switch {
	case ctx.Err() != nil:
		err = errCancelled
	case err == nil:
		u.end(Attaching{Chat: u.id, Name: u.name, Sent: u.size, Size: u.size, File: &f})
		return
	}
	u.end(Attaching{Chat: u.id, Name: u.name, Size: u.size, Err: err})
}

// end tells how it ended, and nothing after that.
func (u *upload) end(a Attaching) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.over = true
	u.got(a)
}

// read counts n bytes, and tells of them at most about twenty times a file.
func (u *upload) read(n int) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.sent += int64(n)
	if u.over || u.sent-u.told <= u.size/20 || u.sent >= u.size {
		return
	}
	u.told = u.sent
	u.got(Attaching{Chat: u.id, Name: u.name, Sent: u.sent, Size: u.size})
}

func (u *upload) bring(ctx context.Context, what Attachment) (chat.File, error) {
	if l := what.Library; l != nil {
		u.name, u.size = l.Name, l.Size
		return *l, u.check()
	}
	u.name = filepath.Base(what.Path)
	info, err := os.Stat(what.Path)
	if err != nil {
		return chat.File{}, unreadable(u.name, err)
	}
	if !info.Mode().IsRegular() { // a pipe would be waited for, maybe for ever
		return chat.File{}, errNoFile
	}
	u.size = info.Size()
	if err := u.check(); err != nil {
		return chat.File{}, err
	}
	if u.of == nil {
		return chat.File{}, ErrAway
	}
	f, err := os.Open(what.Path) // #nosec G304 -- the person has chosen it
	if err != nil {
		return chat.File{}, unreadable(u.name, err)
	}
	defer f.Close() //nolint:errcheck // it was read only
	return u.of.Upload(ctx, u.id, u.name, u.size, &counted{f, u})
}

// check refuses by size, before anything is sent (E-ACT-06).
func (u *upload) check() error {
	switch {
	case u.size == 0:
		return errEmptyFile
	case u.size > u.limit:
		return &FileTooLargeError{Name: u.name, Size: u.size, Limit: u.limit}
	}
	return nil
}

// FileTooLargeError refuses a file that is larger than the policy allows.
type FileTooLargeError struct {
	Name        string
	Size, Limit int64 // in bytes
}

// Error is a sentence for people.
func (e *FileTooLargeError) Error() string {
	return fmt.Sprintf("%s has %s. At most %s may be sent in this chat.", e.Name, FileSize(e.Size), FileSize(e.Limit))
}

// unreadable says which file it is without the folder that it lies in.
func unreadable(name string, err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return fmt.Errorf("%s cannot be read: %w.", name, err) //nolint:staticcheck,revive // ST1005: it is shown as it is
}

// counted tells how far a file has been read.
type counted struct {
	io.Reader
	of *upload
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.of.read(n)
	return n, err
}

// Library calls back, from a goroutine of its own, with the team's files (V-ATT-01).
func (d *Desk) Library(got func([]chat.File, error)) {
	d.do(func() {
		of := d.errands.files
		if !d.live || of == nil {
			d.errands.work.Go(func() { got(nil, ErrAway) })
			return
		}
		d.errands.work.Go(func() { got(of.Library(d.errands.ctx)) })
	})
}

// FileBytes opens the bytes of an attachment, such as a picture that is to be shown
// small. It may be called from any goroutine but the desk's, and waits for the hub.
func (d *Desk) FileBytes(ctx context.Context, hash string) (io.ReadCloser, error) {
	if d.errands.files == nil {
		return nil, ErrAway
	}
	return d.errands.files.Open(ctx, hash)
}

// AttachFiles gives the desk its way to the bytes of attachments, before Run.
func (d *Desk) AttachFiles(f Files) { d.errands.files = f }
