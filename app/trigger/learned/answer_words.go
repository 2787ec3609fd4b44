package learned

import (
	"slices"
	"strings"

	"floorwalker/app/trigger/learned/words"
)

// hashes is a set of folded words, sorted by their digests.
type hashes []uint32

func hashesOf(list string) (h hashes) {
	for _, w := range strings.Fields(list) {
		h = append(h, words.HashOf(w))
	}
	slices.Sort(h)
	return h
}

func (h hashes) has(x uint32) bool {
	_, found := slices.BinarySearch(h, x)
	return found
}

// The words that the traits of an answer look for. Read-only.
var (
	beginsVerb = hashesOf(`is are was were has had been`)
	leadsOn    = hashesOf(`the a an of and or with for from my your his her their i is are`)
	opens      = hashesOf(`what whats who whos whom whose where wheres when why how hows which`)
	counters   = hashesOf(`when how`)
	much       = hashesOf(`when many much long old far often time year big`)
	whys       = hashesOf(`why`)
	whos       = hashesOf(`who whos whom whose`)
	reasons    = hashesOf(`because cause since cuz due so as for to`)
	pronouns   = hashesOf(`he she they hes shes theyre his her their him them`)
	fellows    = hashesOf(`he she they his her him them their man woman guy girl boy people friend mother father mom dad brother sister son daughter wife husband boss who`)
	farewells  = hashesOf(`bye goodbye welcome thanks thank pleasure problem glad day night later see care`)
	self       = hashesOf(`i im ive my`)
	lives      = hashesOf(`like love am have had work live enjoy watched saw seen play went hate am im ive was read`)
)
