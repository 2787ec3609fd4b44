package vault

import (
	"context"
	"errors"
	"sync"
	"time"
)

// service is the name under which the keychain shows our entries.
const service = "floorwalker"

// errNoKeychain is the answer where the vault was given none.
var errNoKeychain = errors.New("there is no keychain")

// asker puts one question at a time to the keychain, with a time limit.
type asker struct {
	keychain Keychain
	timeout  time.Duration
	// busy holds a token while a question is under way, its caller gone or not.
	busy chan struct{}
}

type answer struct {
	secret string
	err    error
}

func (a asker) set(ctx context.Context, profile, secret string) error {
	_, err := a.ask(ctx, func(k Keychain) (string, error) { return "", k.Set(service, profile, secret) })
	return err
}

func (a asker) get(ctx context.Context, profile string) (string, error) {
	return a.ask(ctx, func(k Keychain) (string, error) { return k.Get(service, profile) })
}

func (a asker) remove(ctx context.Context, profile string) error {
	_, err := a.ask(ctx, func(k Keychain) (string, error) { return "", k.Delete(service, profile) })
	return err
}

func (a asker) ask(ctx context.Context, question func(Keychain) (string, error)) (string, error) {
	if a.keychain == nil {
		return "", errNoKeychain
	}
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	select {
	case a.busy <- struct{}{}:
	default:
		return "", ErrNoAnswer
	}
	limit, cancel := context.WithTimeout(ctx, a.timeout)
	defer cancel()
	answered := make(chan answer, 1) // Room for one, so that a late answer ends its goroutine.
	go func() {
		secret, err := question(a.keychain)
		<-a.busy
		answered <- answer{secret, err}
	}()
	select {
	case r := <-answered:
		return r.secret, r.err
	case <-limit.Done():
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		return "", ErrNoAnswer
	}
}

// placeBox is the place last used.
type placeBox struct {
	mu sync.Mutex // guards p
	p  Place
}

func (b *placeBox) set(p Place) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.p = p
}

func (b *placeBox) get() Place {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.p == "" {
		return PlaceUnknown
	}
	return b.p
}
