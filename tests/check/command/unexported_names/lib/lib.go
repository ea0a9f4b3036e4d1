package lib

type T struct{ field int }

func (T) method() {}

func hidden() {}
