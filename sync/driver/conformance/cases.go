package conformance

import "floorwalker/app/chat"

// kase is one case. It runs where the vendor can all that it needs and the driver's
// capabilities name its operation.
type kase struct {
	name   string
	needs  []Act
	op     chat.Operation // empty for one of every driver
	faults Faults
	run    func(*play)
}

// cases returns all of them.
func cases() []kase {
	var all []kase
	for _, some := range [][]kase{watching(), losing(), silence(), taking(), posting(), elsewhere(), doing(), telling(), storm()} {
		all = append(all, some...)
	}
	return all
}
