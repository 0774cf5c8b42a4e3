"""The weights: a profile to look at, sliders to try others, and a name to save them under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import state
from dashboard.cached import need as cached
from dashboard.cached.need import Profile
from dashboard.state import need as address
from dashboard.widgets.need_parts import PARTS
from geo import look
from geo.errors import GeoError
from geo.planning.need import Part, Weights

MOST = 100.0


def need_weights(kommun: str, base: Weights, tried: Weights, used: str) -> None:
    """Show the profile and its sliders; moving one changes the page at once."""
    with st.container(key="pb_need_weights"):
        st.html("<h2 class='pb-section'>Så vägs behovet</h2>")
        _profile_picker([cached.shipped(), *cached.profiles(kommun)], base.name, used)
        for part, part_look in PARTS.items():
            value = tried.of(part)
            st.slider(
                part_look.word,
                0.0,
                max(MOST, value),
                step=1.0,
                format="%.0f",
                help=part_look.hint,
                key=state.field(f"need_{part.value}", value),
                on_change=_changed,
                args=(base, tried),
            )
        st.slider(
            "Hur mycket allvarlighet väger",
            0.0,
            MOST,
            step=10.0,
            format="%.0f %%",
            help="Skadevikten är lagens dagar upphöjt till detta: 100 % är dagarna som de är, 0 % "
            "låter alla händelser väga lika. 50 %, kvadratroten, hindrar att ett enda rån dränker "
            "allt annat.",
            key=state.field("need_power", 100 * tried.power),
            on_change=_changed,
            args=(base, tried),
        )
        _total(tried)
        _keep(kommun, base, tried, used)


def _changed(base: Weights, tried: Weights) -> None:
    moved = {part.value: float(state.entered(f"need_{part.value}")) for part in Part}
    address.try_weights(
        replace(tried, **moved, power=float(state.entered("need_power")) / 100), base
    )


def _total(tried: Weights) -> None:
    total = sum(tried.of(part) for part in Part)
    st.html(
        f"<p class='pb-hint'>Vikterna blir {look.brief(total, 1)} tillsammans; det är det högsta "
        "ett behov kan bli. De är ett val, inte ett forskningsresultat.</p>"
    )


def _profile_picker(known: Sequence[Profile], chosen: str, used: str) -> None:
    names = [each.name for each in known if each.weights is not None]
    labels = {
        name: (f"{name} (medföljer)" if at == 0 else name) + (", används" if name == used else "")
        for at, name in enumerate(names)
    }
    st.selectbox(
        "Profil",
        names,
        format_func=lambda name: labels.get(name, name),
        key=state.field("need_profile", chosen),
        on_change=lambda: address.choose_profile(state.entered("need_profile")),
    )


def _keep(kommun: str, base: Weights, tried: Weights, used: str) -> None:
    """Offer what can be done with what is shown: save it, use it, leave it, remove it."""
    with st.container(horizontal=True, key="pb_need_keep"):
        if tried != base:
            st.button("Ångra", key="need_undo", on_click=address.choose_profile, args=(base.name,))
        elif base.name != used:
            st.button(
                "Använd profilen",
                key="need_use",
                type="primary",
                on_click=_use,
                args=(kommun, base.name),
            )
        if tried == base and base.name != cached.shipped().name:
            st.button(
                "Ta bort profilen",
                key="need_forget",
                type="tertiary",
                on_click=_forget,
                args=(kommun, base.name),
            )
    if tried != base:
        st.text_input(
            "Namn på profilen", max_chars=80, key="need_name", placeholder="Sommarkvällar"
        )
        st.button(
            "Spara och använd", key="need_save", type="primary", on_click=_save,
            args=(kommun, tried),
        )  # fmt: skip
        st.html(
            "<p class='pb-hint'>Profilen gäller sedan alla i kommunen, också patrullplanen.</p>"
        )


def broken_profiles(kommun: str) -> None:
    """List the profiles that cannot be read, so that they can be removed."""
    for at, each in enumerate(cached.profiles(kommun)):
        if each.error is not None:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(f"Profilen ”{each.name}” kan inte läsas.", width="content")
                st.button(
                    "Ta bort den", key=f"need_broken_{at}", on_click=_forget,
                    args=(kommun, each.name),
                )  # fmt: skip


def _save(kommun: str, tried: Weights) -> None:
    try:
        saved = cached.save_profile(kommun, str(state.entered("need_name") or ""), tried)
    except GeoError as error:
        address.say(str(error))
        return
    address.choose_profile(None)
    state.field("need_name", "")
    address.say(f"Sparad och i bruk: {saved.name}")


def _use(kommun: str, name: str) -> None:
    shipped = name == cached.shipped().name
    try:
        cached.use_profile(kommun, None if shipped else name)
    except GeoError as error:
        address.say(str(error))
        return
    address.choose_profile(None)


def _forget(kommun: str, name: str) -> None:
    try:
        cached.forget_profile(kommun, name)
    except GeoError as error:
        address.say(str(error))
        return
    address.choose_profile(None)
