package main

import (
	"floorwalker/app/policy"
	"floorwalker/app/trigger/learned"
	"floorwalker/assets"
)

// shipped returns what a hub judges by unless it is told otherwise.
func shipped() (policy.Policy, *learned.Weights, error) {
	pol, err := policy.Parse(assets.DefaultPolicy)
	if err != nil {
		return policy.Policy{}, nil, err
	}
	weights, err := learned.ParseWeights(assets.TriggerWeights())
	return pol, weights, err
}
