package livehelperchat

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// frame is what the NodeJS-Helper sends and is sent: SocketCluster, as far as it is
// used. What a frame says of a chat is a hint to go and look, and no more: the helper
// does not check who publishes, so a visitor can forge any of them, and nothing of
// their text is ever shown or kept.
type frame struct {
	Event string          `json:"event,omitempty"`
	Data  json.RawMessage `json:"data,omitempty"`
	Call  int             `json:"cid,omitempty"`
	Reply int             `json:"rid,omitempty"`
	Error json.RawMessage `json:"error,omitempty"`
}

// published is the data of a frame that a channel brings.
type published struct {
	Channel text `json:"channel"`
	Data    struct {
		Op text `json:"op"`
	} `json:"data"`
}

// hint is what is left of a frame: which chat to look at, and whether a line that is
// old has changed.
type hint struct {
	chat      int64
	rewritten bool
}

// decodeHint reads a frame. Everything that is no hint about a chat is none.
func decodeHint(raw []byte) (hint, bool) {
	var f frame
	if json.Unmarshal(raw, &f) != nil || f.Event != "#publish" {
		return hint{}, false
	}
	var p published
	if json.Unmarshal(f.Data, &p) != nil {
		return hint{}, false
	}
	id, ok := strings.CutPrefix(string(p.Channel), "chat_")
	if at := strings.LastIndexByte(id, '_'); at >= 0 { // with the number of an instance
		id = id[at+1:]
	}
	n, err := strconv.ParseInt(id, 10, 64)
	if !ok || err != nil || n <= 0 {
		return hint{}, false
	}
	op := string(p.Data.Op)
	return hint{chat: n, rewritten: op == "umsg" || strings.HasPrefix(op, "msgdel")}, true
}

// channelsAtMost is how many chats the helper lets one connection hear of.
const channelsAtMost = 900

// hints is the connection to the helper. Without it everything works, a little later.
type hints struct {
	d *Driver

	mu   sync.Mutex
	want []int64       // the chats that are open
	news chan struct{} // that want has changed
}

// open says which chats are open now.
func (h *hints) open(ids []int64) {
	h.mu.Lock()
	h.want = ids
	h.mu.Unlock()
	select {
	case h.news <- struct{}{}:
	default:
	}
}

const (
	hintRetry   = 5 * time.Second
	hintRetries = 2 * time.Minute
	// hintSilence is after how long without a sign of life the connection is taken to
	// be dead; the helper pings every eight seconds or so.
	hintSilence = time.Minute
)

// run keeps the connection until ctx ends.
func (h *hints) run(ctx context.Context) {
	pause := hintRetry
	for ctx.Err() == nil {
		began := h.d.cfg.Now()
		err := h.once(ctx)
		if ctx.Err() != nil {
			return
		}
		if h.d.cfg.Now().Sub(began) > hintRetries {
			pause = hintRetry
		}
		h.d.cfg.Logger.Debug("live helper chat: no hints", "error", err)
		if sleep(ctx, time.Duration((0.75+h.d.cfg.Random()/2)*float64(pause))) != nil {
			return
		}
		pause = min(2*pause, hintRetries)
	}
}

var errHelper = errors.New("the NodeJS-Helper does not let us in")

func (h *hints) once(ctx context.Context) error {
	dialer := websocket.Dialer{NetDialContext: h.d.cfg.Dial, HandshakeTimeout: 10 * time.Second}
	conn, res, err := dialer.DialContext(ctx, h.d.cfg.Hints, nil)
	if res != nil && res.Body != nil {
		_ = res.Body.Close()
	}
	if err != nil {
		return err
	}
	conn.SetReadLimit(1 << 20)
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	defer func() { _ = conn.Close() }()
	s := &session{h: h, conn: conn, has: make(map[int64]struct{})}
	if err := s.enter(); err != nil {
		return err
	}
	return s.listen()
}

// hinted has a chat looked at soon. One that nobody knows of may be forged.
func (d *Driver) hinted(h hint) {
	d.mu.Lock()
	r := d.rooms[h.chat]
	d.mu.Unlock()
	if r == nil {
		return
	}
	if h.rewritten {
		r.rewritten.Store(true)
	}
	d.lookSoon()
}
