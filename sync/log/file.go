package log

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/nats-io/nats.go/jetstream"
)

// Contents that hubs of one cluster share, such as what is attached to messages. Each
// is an object whose name is the SHA-256 of its bytes, so that the digest that is
// stored with it says whether it is the right one. A description without all of its
// parts is as good as none: it is written over when the same content comes again.

// PutFile keeps what r holds, whose SHA-256 in lower-case hexadecimal is hash. It
// returns when the store has all of it; on a cluster, when a quorum has. Of what fails
// nothing is ever read, and what was written of it is removed, at the latest by
// [Log.TidyFiles]. Bytes that have another hash are [ErrCorrupt]. A content that is
// there already is not written again, and then r is not read.
func (l *Log) PutFile(ctx context.Context, hash string, r io.Reader) error {
	if err := l.putFile(ctx, hash, r); err != nil {
		return &OpError{"put file", l.why(err)}
	}
	return nil
}

func (l *Log) putFile(ctx context.Context, hash string, r io.Reader) error {
	digest, err := storedDigest(hash)
	if err != nil {
		return err
	}
	store, err := l.fileStore(ctx)
	if err != nil {
		return err
	}
	old, err := store.find(ctx, hash)
	if err != nil {
		return err
	}
	if old != nil {
		if whole, err := store.whole(ctx, old); err != nil || whole && old.Digest == digest {
			return err
		}
	}
	info := jetstream.ObjectInfo{
		ObjectMeta: jetstream.ObjectMeta{Name: hash, Opts: &jetstream.ObjectMetaOptions{ChunkSize: partBytes}},
		Bucket:     store.bucket, NUID: hash + partOf + rand.Text(),
	}
	l.rest.arriving.Store(info.NUID, true)
	defer l.rest.arriving.Delete(info.NUID)
	if err := store.putObject(ctx, &info, r, digest); err != nil {
		l.afterFailedPut(ctx, store, &info)
		return err
	}
	if old != nil {
		return store.removeParts(ctx, old.NUID)
	}
	return nil
}

// partOf stands between a content's name and what tells one writing of it from another,
// so that parts say by themselves what they were meant for.
const partOf = "-"

// afterFailedPut removes what was written, the description too: whether it arrived is
// not known.
func (l *Log) afterFailedPut(ctx context.Context, store *objects, info *jetstream.ObjectInfo) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), tidyWait)
	defer cancel()
	if err := store.remove(ctx, &object{ObjectInfo: *info}); err != nil {
		l.logger.Warn("the parts of a file that was not kept are still there", "error", err)
	}
}

// FileSize returns the size of a content in bytes; ok is false unless all of its parts
// are there.
func (l *Log) FileSize(ctx context.Context, hash string) (size int64, ok bool, err error) {
	if size, ok, err = l.fileSize(ctx, hash); err != nil {
		return 0, false, &OpError{"look for a file", l.why(err)}
	}
	return size, ok, nil
}

func (l *Log) fileSize(ctx context.Context, hash string) (size int64, ok bool, err error) {
	digest, err := storedDigest(hash)
	if err != nil {
		return 0, false, err
	}
	store, err := l.fileStore(ctx)
	if err != nil {
		return 0, false, err
	}
	one, err := store.find(ctx, hash)
	if one == nil || err != nil || one.Digest != digest {
		return 0, false, err
	}
	whole, err := store.whole(ctx, one)
	return int64(one.Size), whole, err // #nosec G115 -- a length
}

// ReadFile writes a content to w; ok is false if there is none of that name. What w got
// is the content only if there is no error: that parts are missing or changed, which is
// [ErrCorrupt], is found at the end. An error of w is returned as it is.
func (l *Log) ReadFile(ctx context.Context, hash string, w io.Writer) (ok bool, err error) {
	if ok, err = l.readFile(ctx, hash, w); err != nil {
		return false, &OpError{"read file", l.why(err)}
	}
	return ok, nil
}

func (l *Log) readFile(ctx context.Context, hash string, w io.Writer) (ok bool, err error) {
	digest, err := storedDigest(hash)
	if err != nil {
		return false, err
	}
	store, err := l.fileStore(ctx)
	if err != nil {
		return false, err
	}
	one, err := store.find(ctx, hash)
	if one == nil || err != nil {
		return false, err
	}
	if one.Digest != digest {
		return false, fmt.Errorf("%w: what lies under %s is another content", ErrCorrupt, hash)
	}
	_, err = io.Copy(w, store.open(ctx, one))
	return err == nil, err
}

// TidyFiles removes the parts of contents whose writing was killed half-way. Only the
// holder of the lease does: others may be writing what looks like it.
func (l *Log) TidyFiles(ctx context.Context) error {
	if err := l.tidyFiles(ctx); err != nil {
		return &OpError{"tidy files", l.why(err)}
	}
	return nil
}

func (l *Log) tidyFiles(ctx context.Context) error {
	store, err := l.fileStore(ctx)
	if err != nil || !l.alone() {
		return err
	}
	info, err := l.infoOf(ctx, store.stream, jetstream.WithSubjectFilter(store.partsOf(">")))
	if err != nil {
		return err
	}
	for subject := range info.State.Subjects {
		id := strings.TrimPrefix(subject, store.partsOf(""))
		name, _, _ := strings.Cut(id, partOf)
		// What arrives is asked for first: what was written after that has a description.
		if _, arriving := l.rest.arriving.Load(id); arriving {
			continue
		}
		one, err := store.find(ctx, name)
		if err == nil && (one == nil || one.NUID != id) {
			err = store.removeParts(ctx, id)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// find returns what the store's leader says of an object, nil if it is not there.
func (o *objects) find(ctx context.Context, name string) (*object, error) {
	seq, data, ok, err := o.log.lastOn(ctx, o.name(), o.nameOf(name))
	if !ok || err != nil {
		return nil, err
	}
	one := &object{seq: seq}
	if json.Unmarshal(data, &one.ObjectInfo) != nil || one.Name != name || one.Deleted {
		return nil, nil // nothing of this program's, or removed by a tool
	}
	return one, nil
}

// whole reports whether all parts of an object are there, without reading them.
func (o *objects) whole(ctx context.Context, one *object) (bool, error) {
	subject := o.partsOf(one.NUID)
	info, err := o.log.infoOf(ctx, o.stream, jetstream.WithSubjectFilter(subject))
	if err != nil {
		return false, err
	}
	return info.State.Subjects[subject] == uint64(one.Chunks), nil
}

// storedDigest is how the store writes a hash.
func storedDigest(hash string) (string, error) {
	sum, err := hex.DecodeString(hash)
	if err != nil || len(sum) != 32 || hash != strings.ToLower(hash) {
		return "", errors.Join(ErrUsage, err)
	}
	return "SHA-256=" + base64.URLEncoding.EncodeToString(sum), nil
}
