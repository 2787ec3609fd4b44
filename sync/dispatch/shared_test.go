package dispatch

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"floorwalker/storage/outgoing"
	"floorwalker/sync/courier"
)

// memory is what hubs remember together.
type memory map[string][]byte

func (m memory) MarkSent(_ context.Context, key string, slip []byte) error {
	m[key] = slip
	return nil
}
func (m memory) WasSent(_ context.Context, key string) ([]byte, error) { return m[key], nil }

// TestWhatAnotherHubHasDelivered has two files: what is done in one is known in the
// other, whether that had the parcel waiting or never heard of it.
func TestWhatAnotherHubHasDelivered(t *testing.T) {
	all := memory{}
	file := func(name string) shared {
		t.Helper()
		s, err := outgoing.Open(filepath.Join(t.TempDir(), name), outgoing.Options{Now: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		return shared{s, all, nil}
	}
	first, second := file("first"), file("second")
	slip := courier.Slip{Key: "T-1", Kind: courier.Webhook, To: "desk", State: courier.Waiting, Order: 1}
	parcel := courier.Parcel{Key: "T-1", Kind: courier.Webhook, To: "desk", Body: []byte("{}")}
	for _, s := range []shared{first, second} {
		if err := s.Append(parcel, slip); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok, err := second.Slip("T-2"); ok || err != nil {
		t.Error("nobody has sent it", err)
	}
	done := slip
	done.State = courier.Done
	if err := first.Save(done); err != nil {
		t.Fatal(err)
	}
	waiting := 0
	if err := second.Pending(func(courier.Slip) error { waiting++; return nil }); err != nil || waiting != 0 {
		t.Errorf("%d wait that were delivered: %v", waiting, err)
	}
	second.holds = func() bool { return false }
	if err := second.Save(courier.Slip{Key: "T-3", State: courier.Waiting}); !errors.Is(err, errNotHolder) {
		t.Error("an attempt is begun without the lease:", err)
	}
	other := done
	other.Key = "T-2"
	raw, err := json.Marshal(other)
	if err != nil {
		t.Fatal(err)
	}
	all["T-2"] = raw
	if got, ok, err := second.Slip("T-2"); !ok || err != nil || got.State != courier.Done {
		t.Error(got, ok, err)
	}
}
