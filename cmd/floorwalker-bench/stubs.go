package main

import "context"

func measureFloor(context.Context, options) ([]row, error)    { return nil, nil }
func measureStart(context.Context, options) ([]row, error)    { return nil, nil }
func measureLatency(context.Context, options) ([]row, error)  { return nil, nil }
func runGenerate(context.Context, options) ([]row, error)     { return nil, nil }
func measureOneStart(context.Context, options) ([]row, error) { return nil, nil }
