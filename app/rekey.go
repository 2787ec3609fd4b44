package app

import "errors"

// ErrNoRenewal is the answer of a desk whose key is in force, or whose keychain makes no
// other.
var ErrNoRenewal = errors.New("the key of this desk is in force; only a lead can retire it")

// renewer is a signer that can have another key.
type renewer interface{ Renew() error }

// RenewKey makes another key for whoever works at this desk, once a lead has retired the
// one before, and has it registered. It calls back with nil once it is on its way.
func (d *Desk) RenewKey(got func(error)) {
	d.do(func() {
		r, ok := d.errands.signer.(renewer)
		switch {
		case !ok || !d.keyState().Retired:
			got(ErrNoRenewal)
			return
		case !d.live:
			got(ErrAway)
			return
		}
		d.errands.work.Go(func() {
			err := r.Renew()
			d.later(func() {
				if err == nil {
					d.registerKey()
				}
				got(err)
			})
		})
	})
}
