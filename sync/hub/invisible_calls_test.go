package hub

import (
	"context"
	"sync"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/practice"
)

// tapped is the practice floor; it shows its sink to the test, and is called when the
// test lets it be. One handover signed is a line in each of its chats, whose answers
// would else come in the order, and in the batches, in which goroutines are scheduled.
type tapped struct {
	*practice.Practice
	calls *callBarrier
	sink  chan driver.Sink
}

func (p tapped) Run(ctx context.Context, s driver.Sink) error {
	p.sink <- s
	return p.Practice.Run(ctx, s)
}

func (p tapped) TakeOver(ctx context.Context, id chat.ChatID, by driver.Person, claim chat.EventID) error {
	p.calls.wait(ctx, id)
	return p.Practice.TakeOver(ctx, id, by, claim)
}

func (p tapped) Post(ctx context.Context, id chat.ChatID, line driver.Line) error {
	p.calls.wait(ctx, id)
	return p.Practice.Post(ctx, id, line)
}

func (p tapped) Close(ctx context.Context, id chat.ChatID, claim chat.EventID) error {
	p.calls.wait(ctx, id)
	return p.Practice.Close(ctx, id, claim)
}

func (p tapped) AskRating(ctx context.Context, id chat.ChatID, style string, claim chat.EventID) error {
	p.calls.wait(ctx, id)
	return p.Practice.AskRating(ctx, id, style, claim)
}

func (p tapped) Text(ctx context.Context, id chat.ChatID, number string, line driver.Line) error {
	p.calls.wait(ctx, id)
	return p.Practice.Text(ctx, id, number, line)
}

func (p tapped) Note(ctx context.Context, id chat.ChatID, line driver.Line) error {
	p.calls.wait(ctx, id)
	return p.Practice.Note(ctx, id, line)
}

func (p tapped) Tag(ctx context.Context, id chat.ChatID, add, remove []string) error {
	p.calls.wait(ctx, id)
	return p.Practice.Tag(ctx, id, add, remove)
}

func (p tapped) Join(ctx context.Context, id chat.ChatID, who driver.Person) error {
	p.calls.wait(ctx, id)
	return p.Practice.Join(ctx, id, who)
}

func (p tapped) Leave(ctx context.Context, id chat.ChatID, who driver.Person) error {
	p.calls.wait(ctx, id)
	return p.Practice.Leave(ctx, id, who)
}

func (p tapped) ForwardTeam(ctx context.Context, id chat.ChatID, team string, claim chat.EventID) error {
	p.calls.wait(ctx, id)
	return p.Practice.ForwardTeam(ctx, id, team, claim)
}

func (p tapped) Return(ctx context.Context, id chat.ChatID, claim chat.EventID) error {
	p.calls.wait(ctx, id)
	return p.Practice.Return(ctx, id, claim)
}

func (p tapped) End(ctx context.Context, id chat.ChatID, e driver.Ending) error {
	p.calls.wait(ctx, id)
	return p.Practice.End(ctx, id, e)
}

func (p tapped) Block(ctx context.Context, id chat.ChatID, on bool) error {
	p.calls.wait(ctx, id)
	return p.Practice.Block(ctx, id, on)
}

// callBarrier holds the calls of a backend, at most one a chat.
type callBarrier struct {
	mu      sync.Mutex // guards waiting
	waiting map[chat.ChatID]chan struct{}
}

func newCallBarrier() *callBarrier {
	return &callBarrier{waiting: make(map[chat.ChatID]chan struct{})}
}

func (b *callBarrier) wait(ctx context.Context, id chat.ChatID) {
	free := make(chan struct{})
	b.mu.Lock()
	b.waiting[id] = free
	b.mu.Unlock()
	select {
	case <-free:
	case <-ctx.Done():
	}
}

// through lets the call of the first chat through if those of all have come.
func (b *callBarrier) through(busy []chat.ChatID) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, id := range busy {
		if b.waiting[id] == nil {
			return
		}
	}
	if len(busy) > 0 {
		close(b.waiting[busy[0]])
		delete(b.waiting, busy[0])
	}
}
