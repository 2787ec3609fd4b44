package linear

import "floorwalker/app/chat"

// One is 1 as a feature, Unit is 1 as a logit or a weight, GramUnit is 1 as
// the weight of an n-gram.
const (
	One      = 256
	Unit     = 4096
	GramUnit = 1024
)

// Logit is a sum of evidence in 1/4096: nought is even odds.
type Logit int64

// The table covers logits of -8 to 8 in steps of 1/32; beyond it a score is
// that of its end.
const (
	tableReach = 8 * Unit
	tableStep  = Unit / 32
)

// Score returns the logistic function of l.
func (l Logit) Score() chat.Score {
	l = min(max(l, -tableReach), tableReach-1) + tableReach
	i, rest := l/tableStep, l%tableStep
	low, high := Logit(logistic[i]), Logit(logistic[i+1])
	return chat.ScoreOf(int(low + (high-low)*rest/tableStep))
}

// Root returns 65536 divided by the square root of n, cut; for n below 1 it
// is 65536.
func Root(n int) int64 {
	if n <= 1 {
		return 1 << 16
	}
	return int64(isqrt(uint64(1) << 32 / uint64(n))) // #nosec G115 -- a root of 32 bits has 16
}

// isqrt returns the largest r with r*r <= n, bit by bit.
func isqrt(n uint64) uint64 {
	var r uint64
	for bit := uint64(1) << 32; bit != 0; bit >>= 2 {
		if n >= r+bit {
			n -= r + bit
			r = r>>1 + bit
		} else {
			r >>= 1
		}
	}
	return r
}

// Cosine returns dot over the root of aa times bb in 1/256, where aa and bb
// are the sums of squares of two lists and dot that of their products; nought
// if one of them is nothing. All must be below 2^50.
func Cosine(dot, aa, bb int64) int16 {
	if aa <= 0 || bb <= 0 {
		return 0
	}
	// Each root is taken of 2^8 times its square, so it is sixteen times as
	// large as it should be and loses less by being cut.
	roots := int64(isqrt(uint64(aa)<<8) * isqrt(uint64(bb)<<8)) // #nosec G115 -- two roots below 2^29
	return int16(min(max(dot*One*One/roots, -One), One))        // #nosec G115 -- clamped
}
