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
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// partBytes is how much of an object one message holds. Each is synced by
// itself, so that large parts are quick, and a cluster's usual limit is 1 MB.
const partBytes = 512 << 10

// partsUnderWay is how many parts are sent ahead of their acknowledgements. On
// a busy machine each wait for one may cost a turn at the processor.
const partsUnderWay = 16

// objects is a store, that of checkpoints or that of files, in the form of NATS's
// object store, so that its tools can list and read them: an object's parts lie on a subject of
// their own, and its description, which is written last, on another.
//
// The library's own reader and writer are not used. They give a whole object
// five seconds, and what is not read by then looks like a damaged one; here
// time runs out only when nothing moves.
type objects struct {
	log    *Log
	stream jetstream.Stream
	bucket string
}

// object is what the store says of one object.
type object struct {
	jetstream.ObjectInfo
	seq uint64 // of the description in the store: later ones were saved later
}

func (o *objects) name() string             { return "OBJ_" + o.bucket }
func (o *objects) prefix() string           { return "$O." + o.bucket + "." }
func (o *objects) partsOf(id string) string { return o.prefix() + "C." + id }
func (o *objects) nameOf(object string) string {
	return o.prefix() + "M." + base64.URLEncoding.EncodeToString([]byte(object))
}

// put stores what r has. It is listed only when all of it is on disk.
func (o *objects) put(ctx context.Context, name string, r io.Reader) error {
	id := make([]byte, 11)
	if _, err := rand.Read(id); err != nil {
		return err
	}
	info := jetstream.ObjectInfo{
		ObjectMeta: jetstream.ObjectMeta{Name: name, Opts: &jetstream.ObjectMetaOptions{ChunkSize: partBytes}},
		Bucket:     o.bucket, NUID: hex.EncodeToString(id),
	}
	return o.putObject(ctx, &info, r, "")
}

// putObject is put for who chooses the id, and maybe knows the digest that r must have.
func (o *objects) putObject(ctx context.Context, info *jetstream.ObjectInfo, r io.Reader, digest string) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer o.log.watch(func() { cancel(errors.New("the store takes no more writes")) })()
	if err := o.putParts(ctx, info, r); err != nil {
		if errors.Is(err, context.Canceled) {
			err = context.Cause(ctx)
		}
		return err
	}
	if digest != "" && info.Digest != digest {
		return fmt.Errorf("%w: what was to be stored has another digest", ErrCorrupt)
	}
	data, err := json.Marshal(info)
	if err != nil {
		return err
	}
	m := nats.NewMsg(o.nameOf(info.Name))
	m.Header.Set(jetstream.MsgRollup, jetstream.MsgRollupSubject)
	m.Data = data
	return o.publish(ctx, m)
}

// publish returns when m is on disk. What an append needs stays free.
func (o *objects) publish(ctx context.Context, m *nats.Msg) error {
	if err := o.log.room(2 * uint64(len(m.Data))); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, o.log.waits.ack)
	defer cancel()
	for try := 0; ; try++ {
		reply, err := o.log.nc.RequestMsgWithContext(ctx, m)
		if err == nil {
			_, err = parseAck(reply.Data)
			return err
		}
		if o.log.embedded != nil || !errors.Is(err, nats.ErrNoResponders) || try == leaderTries {
			return err
		}
		select { // nobody took it, so it may be sent again
		case <-time.After(leaderPause):
		case <-ctx.Done():
			return err
		}
	}
}

// list returns the objects, those that were deleted included, and the ids of
// all parts, whether they belong to an object or not.
func (o *objects) list(ctx context.Context) (all []object, parts []string, err error) {
	info, err := o.log.infoOf(ctx, o.stream, jetstream.WithSubjectFilter(o.prefix()+">"))
	if err != nil {
		return nil, nil, err
	}
	for subject := range info.State.Subjects {
		if id, ok := strings.CutPrefix(subject, o.partsOf("")); ok {
			parts = append(parts, id)
			continue
		}
		seq, data, ok, err := o.log.lastOn(ctx, o.name(), subject)
		if err != nil {
			return nil, nil, err
		}
		one := object{seq: seq}
		if !ok || json.Unmarshal(data, &one.ObjectInfo) != nil || o.nameOf(one.Name) != subject {
			continue // removed meanwhile, or nothing of this program's
		}
		all = append(all, one)
	}
	return all, parts, nil
}

// remove deletes an object, its description first, so that none is ever listed
// without its parts.
func (o *objects) remove(ctx context.Context, one *object) error {
	err := o.stream.Purge(ctx, jetstream.WithPurgeSubject(o.nameOf(one.Name)))
	if err == nil {
		err = o.removeParts(ctx, one.NUID)
	}
	return err
}

func (o *objects) removeParts(ctx context.Context, id string) error {
	return o.stream.Purge(ctx, jetstream.WithPurgeSubject(o.partsOf(id)))
}

// open reads one from its beginning.
func (o *objects) open(ctx context.Context, one *object) *objectReader {
	return newObjectReader(ctx, o.get, o.partsOf(one.NUID), one)
}

// get gets the next parts. On a cluster the copy that is asked may lag, and is
// given a moment before they count as missing.
func (o *objects) get(ctx context.Context, req getRequest) chunk {
	for wait := time.Millisecond; ; wait *= 2 {
		c := o.log.get(ctx, o.name(), req)
		if c.err != nil || len(c.data) > 0 || o.log.embedded != nil || wait > time.Second {
			return c
		}
		select {
		case <-ctx.Done():
			return chunk{err: ctx.Err()}
		case <-time.After(wait):
		}
	}
}

// verify reads one to its end, where its digest is compared. [ErrCorrupt] says
// that it is damaged; any other error says nothing about it.
func (o *objects) verify(ctx context.Context, one *object) error {
	if _, err := io.Copy(io.Discard, o.open(ctx, one)); err != nil {
		return fmt.Errorf("checkpoint %s: %w", one.Name, err)
	}
	return nil
}
