//go:build unix

package cluster

import (
	crand "crypto/rand"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/hub"
)

// machines is how many hubs, and how many nodes, there are.
const machines = 3

// keyFile is the key of what is masked, in a hub's folder.
const keyFile = "secrets.key"

// floor is the six processes, the wires between them, the vendor and the desks.
type floor struct {
	t      *testing.T
	vendor *vendor
	desks  []*desk
	chats  int

	nodeAddr, routeAddr, hubAddr [machines]string
	nodeDir, hubDir              [machines]string
	nodes, hubs                  [machines]*process

	routes  [machines][machines]*proxy // from node, to node
	clients [machines][machines]*proxy // from hub, to node
	front   [machines]*proxy           // from the desks to a hub
	outside [machines]*proxy           // from a hub to the vendor
}

func newFloor(t *testing.T) *floor {
	f := &floor{t: t, vendor: newVendor(t)}
	dir := t.TempDir()
	for i := range machines {
		f.nodeAddr[i], f.routeAddr[i], f.hubAddr[i] = freeAddress(t), freeAddress(t), freeAddress(t)
		f.nodeDir[i], f.hubDir[i] = filepath.Join(dir, fmt.Sprint("node", i)), filepath.Join(dir, fmt.Sprint("hub", i))
	}
	for i := range machines {
		f.front[i], f.outside[i] = newProxy(t, f.hubAddr[i]), newProxy(t, f.vendor.address())
		for j := range machines {
			f.clients[i][j] = newProxy(t, f.nodeAddr[j])
			if i != j {
				f.routes[i][j] = newProxy(t, f.routeAddr[j])
			}
		}
	}
	for i := range machines {
		f.startNode(i)
	}
	f.settle()
	f.giveKeys()
	for i := range machines {
		f.startHub(i)
	}
	f.say("c0", "")
	f.startDesks()
	return f
}

// giveKeys puts the same key into the folders of all hubs, as an operator does.
func (f *floor) giveKeys() {
	f.t.Helper()
	key := []byte(crand.Text() + "32 bytes")[:32]
	for _, dir := range f.hubDir {
		f.write(filepath.Join(dir, keyFile), key)
	}
}

// freeAddress returns one that nobody listens on, and that no system gives to those who
// do not ask for a number: a process that was killed gets it again.
func freeAddress(t *testing.T) string {
	t.Helper()
	for range 100 {
		address := fmt.Sprintf("127.0.0.1:%d", 20_000+rand.IntN(10_000))
		if ln, err := net.Listen("tcp", address); err == nil {
			_ = ln.Close() // it is for somebody else
			return address
		}
	}
	t.Fatal("no address is free")
	return ""
}

func (f *floor) startNode(i int) {
	f.t.Helper()
	var peers []string
	for j := range machines {
		if j != i {
			peers = append(peers, f.routes[i][j].addr)
		}
	}
	f.nodes[i] = start(f.t, "node", indexVariable+"="+fmt.Sprint(i), dirVariable+"="+f.nodeDir[i],
		listenVariable+"="+f.nodeAddr[i], routeVariable+"="+f.routeAddr[i], peersVariable+"="+strings.Join(peers, ","))
}

func (f *floor) startHub(i int) {
	f.t.Helper()
	var nodes []string
	for j := range machines {
		nodes = append(nodes, "nats://"+f.clients[i][j].addr)
	}
	f.hubs[i] = start(f.t, "hub", indexVariable+"="+fmt.Sprint(i), dirVariable+"="+f.hubDir[i],
		listenVariable+"="+f.hubAddr[i], vendorVariable+"="+f.outside[i].addr, peersVariable+"="+strings.Join(nodes, ","))
}

// settle waits until the cluster has all its copies.
func (f *floor) settle() {
	f.t.Helper()
	last := ""
	ok := until(patience, func() bool {
		led := false // only the cluster's leader knows who belongs to it
		for _, n := range f.nodes {
			if last = n.ask(f.t, "health"); !strings.HasPrefix(last, "ok ") {
				return false
			}
			led = led || last == fmt.Sprint("ok ", machines)
		}
		return led
	})
	if !ok {
		f.t.Fatalf("the cluster does not get well: %s", last)
	}
}

// leader returns the node that leads the floor's stream.
func (f *floor) leader() int {
	f.t.Helper()
	at := -1
	until(patience, func() bool {
		for i, n := range f.nodes {
			if strings.Contains(n.ask(f.t, "leads"), "floor=true") {
				at = i
				return true
			}
		}
		return false
	})
	if at < 0 {
		f.t.Fatal("no node leads the floor's stream")
	}
	return at
}

// holder returns the hub that has the floor.
func (f *floor) holder() int {
	f.t.Helper()
	at := -1
	until(patience, func() bool {
		for i := range f.hubs {
			if f.state(i) == "ok" {
				at = i
				return true
			}
		}
		return false
	})
	if at < 0 {
		f.t.Fatal("no hub has the floor")
	}
	return at
}

// state is what /healthz says.
func (f *floor) state(i int) string {
	client := http.Client{Timeout: time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Get("http://" + f.hubAddr[i] + "/healthz")
	if err != nil {
		return "away"
	}
	defer func() { _ = resp.Body.Close() }() // it was read
	var answer struct{ State string }
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		return "away"
	}
	return answer.State
}

// startDesks puts three people on the team and seats them.
func (f *floor) startDesks() {
	f.t.Helper()
	at := f.holder()
	var hubs []string
	for i := range machines {
		hubs = append(hubs, "ws://"+f.front[i].addr+"/v1/stream")
	}
	for i, name := range []string{"Asha", "Rohan", "Meera"} {
		list := append(append([]string{}, hubs[i:]...), hubs[:i]...)
		f.desks = append(f.desks, newDesk(f.t, name, f.token(at, name), strings.Join(list, ",")))
	}
	for range f.desks {
		f.open()
	}
}

func (f *floor) token(at int, name string) string {
	f.t.Helper()
	client, err := station.Admin(f.t.Context(), f.hubDir[at])
	if err != nil {
		f.t.Fatal(err)
	}
	token, err := station.AddAgent(f.t.Context(), client, hub.NewAgent{Name: name, Role: chat.RoleLead})
	if err != nil {
		f.t.Fatal(err)
	}
	return token
}

// open lets a customer come, and one of the three takes the chat over.
func (f *floor) open() {
	f.chats++
	id := fmt.Sprint("c", f.chats)
	f.say(id, "")
	f.desks[f.chats%len(f.desks)].want(chat.ChatID(id))
}

func (f *floor) say(id, text string) { f.vendor.say(vendorFact{Chat: id, Text: text}) }
