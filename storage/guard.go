package storage

import (
	"fmt"
	"runtime/debug"

	"go.etcd.io/bbolt"
)

// A mapped file that rots, or is cut short by another program, under our feet shows up as a
// fault or as one of bbolt's own panics. guard turns either into a
// DamagedError, and marks the store as broken: the transaction that panicked
// may still hold a lock, so whoever came next would wait for ever.
//
// What the caller's own code panics with inside a visit passes through.
func (s *Store) guard(fn func(g *guarded) error) (err error) {
	if s.broken.Load() {
		return &DamagedError{Path: s.path, Err: errLayout}
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	var g guarded
	defer func() {
		r := recover()
		switch {
		case r == nil:
		case g.outside:
			panic(r)
		default:
			s.broken.Store(true)
			err = &DamagedError{Path: s.path, Err: fmt.Errorf("%w: %v", errLayout, r)}
		}
	}()
	return fn(&g)
}

// guarded knows whether the caller's code is running.
type guarded struct{ outside bool }

// call runs the caller's code.
func (g *guarded) call(fn func() error) error {
	g.outside = true
	err := fn()
	g.outside = false
	return err
}

func (s *Store) view(op string, fn func(tx *bbolt.Tx, g *guarded) error) error {
	return fail(op, s.path, s.guard(func(g *guarded) error {
		return s.db.View(func(tx *bbolt.Tx) error { return fn(tx, g) })
	}))
}

func (s *Store) update(op string, fn func(tx *bbolt.Tx) error) error {
	err := fail(op, s.path, s.guard(func(*guarded) error { return s.db.Update(fn) }))
	if err != nil {
		s.log.Warn("storage: nothing was saved", "op", op, "err", err)
	}
	return err
}
