package courier

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"
)

// disk is a Store for tests: maps, and with a file behind them a log of JSON
// lines, each synced before a method returns, that outlives kill -9.
type disk struct {
	mu      sync.Mutex
	file    *os.File
	slips   map[Key]Slip
	parcels map[Key]Parcel
	saved   []Slip // every slip that was written, in order
	// broken, where it is set, is what Append and Save return.
	broken error
}

type record struct {
	Parcel *Parcel `json:",omitempty"`
	Slip   Slip
}

func newDisk() *disk { return &disk{slips: map[Key]Slip{}, parcels: map[Key]Parcel{}} }

// openDisk opens or makes the file and reads it. A last line that a crash has cut is
// one whose method has not returned.
func openDisk(path string) (*disk, error) {
	d := newDisk()
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	d.file = file
	whole := int64(0)
	r := bufio.NewReader(file)
	for {
		line, err := r.ReadBytes('\n')
		if err != nil {
			break
		}
		var rec record
		if err := json.Unmarshal(line, &rec); err != nil {
			return nil, fmt.Errorf("line at byte %d: %w", whole, err)
		}
		whole += int64(len(line))
		d.apply(rec)
	}
	if err := file.Truncate(whole); err != nil {
		return nil, err
	}
	_, err = file.Seek(whole, 0)
	return d, err
}

func (d *disk) apply(rec record) {
	if rec.Parcel != nil {
		d.parcels[rec.Parcel.Key] = *rec.Parcel
	}
	d.slips[rec.Slip.Key] = rec.Slip
	if rec.Slip.State == Done {
		delete(d.parcels, rec.Slip.Key)
	}
}

func (d *disk) write(rec record) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.broken != nil {
		return d.broken
	}
	if d.file != nil {
		line, err := json.Marshal(rec)
		if err != nil {
			return err
		}
		if _, err := d.file.Write(append(line, '\n')); err != nil {
			return err
		}
		if err := d.file.Sync(); err != nil {
			return err
		}
	}
	d.apply(rec)
	d.saved = append(d.saved, rec.Slip)
	return nil
}

func (d *disk) Append(p Parcel, s Slip) error { return d.write(record{&p, s}) }
func (d *disk) Save(s Slip) error             { return d.write(record{nil, s}) }

func (d *disk) Slip(key Key) (Slip, bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	s, ok := d.slips[key]
	return s, ok, nil
}

func (d *disk) Parcel(key Key) (Parcel, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	p, ok := d.parcels[key]
	if !ok {
		return p, errors.New("no such parcel")
	}
	return p, nil
}

func (d *disk) Pending(f func(Slip) error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, s := range d.slips {
		if s.State == Done {
			continue
		}
		if err := f(s); err != nil {
			return err
		}
	}
	return nil
}

func (d *disk) breakWith(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.broken = err
}

func (d *disk) slip(t *testing.T, key Key) Slip {
	t.Helper()
	s, ok, err := d.Slip(key)
	if !ok || err != nil {
		t.Fatalf("the disk has no slip of %s: %v", key, err)
	}
	return s
}
